package io.weir.engine;

import java.util.List;

/** Lines with each action of the rule sets, for comparing what becomes of a message. Any thread. */
final class ActionLines {
    /** One request each; rules before a bar run with it too. */
    static final List<String> LINES = """
            http-request set-header x-a %[path]
            http-request set-header x-l one
            http-request set-header x-a "a b"
            http-request set-header x-a %[req.hdr(x-none)]
            http-request add-header x-l more
            http-request add-header x-a %[req.hdr(x-l,1)]
            http-request del-header x-l
            http-request del-header x- -m beg
            http-request del-header ^x-[lm]$ -m reg
            http-request del-header x-none
            http-request replace-header x-l (.*)b(.*) \\2%[path]\\1
            http-request replace-header cookie c=([^;]*) c=<\\1>
            http-request replace-value x-l b$ Z
            http-request replace-value x-l ^q$ Q
            http-request set-method PUT
            http-request set-path /new
            http-request set-path /new%[path]
            http-request set-pathq /new?z=1
            http-request set-query q=2
            http-request set-query %[query]&q=2
            http-request set-uri /u?v=1
            http-request replace-path /a/(.*) /\\1
            http-request replace-path (.*) /p\\1
            http-request replace-pathq (.*)y=[0-9]+(.*) \\1y=0\\2
            http-request replace-uri /a /A
            http-request normalize-uri path-strip-dot
            http-request normalize-uri query-sort-by-name
            http-request set-var(txn.v) path,upper | http-request set-header x-v %[var(txn.v)]
            http-request set-var(req.v) int(5),add(2) | http-request set-header x-v %[var(req.v)]
            http-request set-var-fmt(sess.v) %[path]-%[query] | http-request set-header x-v %[var(sess.v)]
            http-request set-var(txn.v,ifnotset) str(a) | http-request set-header x-v %[var(txn.v)]
            http-request set-var(txn.v) str(a) | http-request set-var(txn.v,ifnotset) str(b) | http-request set-header x-v %[var(txn.v)]
            http-request set-var(txn.v) str(a) | http-request unset-var(txn.v) | http-request set-header x-v %[var(txn.v,gone)]
            http-request set-var(txn.v,ifset) str(a) | http-request set-var(txn.v,ifexists) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifset) int(5) | http-request set-var(txn.v,ifnotexists) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v) int(5) | http-request set-var(txn.v,ifset) int(4) | http-request set-var(txn.v,ifgt) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifset) str(a) | http-request unset-var(txn.v) | http-request set-var(txn.v,ifset) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifempty) str(a) | http-request set-var(txn.v,ifexists) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifempty) int(5) | http-request set-var(txn.v,ifnotexists) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v) int(5) | http-request set-var(txn.v,ifempty) int(4) | http-request set-var(txn.v,ifgt) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifset) str(a) | http-request unset-var(txn.v) | http-request set-var(txn.v,ifempty) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifnotempty) str(a) | http-request set-var(txn.v,ifexists) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifnotempty) int(5) | http-request set-var(txn.v,ifnotexists) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v) int(5) | http-request set-var(txn.v,ifnotempty) int(4) | http-request set-var(txn.v,ifgt) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifset) str(a) | http-request unset-var(txn.v) | http-request set-var(txn.v,ifnotempty) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifgt) str(a) | http-request set-var(txn.v,ifexists) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifgt) int(5) | http-request set-var(txn.v,ifnotexists) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v) int(5) | http-request set-var(txn.v,ifgt) int(4) | http-request set-var(txn.v,ifgt) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifset) str(a) | http-request unset-var(txn.v) | http-request set-var(txn.v,ifgt) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,iflt) str(a) | http-request set-var(txn.v,ifexists) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,iflt) int(5) | http-request set-var(txn.v,ifnotexists) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v) int(5) | http-request set-var(txn.v,iflt) int(4) | http-request set-var(txn.v,ifgt) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifset) str(a) | http-request unset-var(txn.v) | http-request set-var(txn.v,iflt) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifnotset) str(a) | http-request set-var(txn.v,ifexists) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifnotset) int(5) | http-request set-var(txn.v,ifnotexists) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v) int(5) | http-request set-var(txn.v,ifnotset) int(4) | http-request set-var(txn.v,ifgt) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifset) str(a) | http-request unset-var(txn.v) | http-request set-var(txn.v,ifnotset) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifexists) str(a) | http-request set-var(txn.v,ifexists) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifexists) int(5) | http-request set-var(txn.v,ifnotexists) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v) int(5) | http-request set-var(txn.v,ifexists) int(4) | http-request set-var(txn.v,ifgt) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifset) str(a) | http-request unset-var(txn.v) | http-request set-var(txn.v,ifexists) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifnotexists) str(a) | http-request set-var(txn.v,ifexists) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifnotexists) int(5) | http-request set-var(txn.v,ifnotexists) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v) int(5) | http-request set-var(txn.v,ifnotexists) int(4) | http-request set-var(txn.v,ifgt) int(6) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(txn.v,ifset) str(a) | http-request unset-var(txn.v) | http-request set-var(txn.v,ifnotexists) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-var(sess.v,ifset) str(a) | http-request set-var(sess.v,ifexists) str(b) | http-request set-header x-v %[var(sess.v,none)]
            http-request set-var(sess.v,ifempty) str(a) | http-request set-var(sess.v,ifexists) str(b) | http-request set-header x-v %[var(sess.v,none)]
            http-request set-var(sess.v,ifnotempty) str(a) | http-request set-var(sess.v,ifexists) str(b) | http-request set-header x-v %[var(sess.v,none)]
            http-request set-var(sess.v,ifgt) str(a) | http-request set-var(sess.v,ifexists) str(b) | http-request set-header x-v %[var(sess.v,none)]
            http-request set-var(sess.v,iflt) str(a) | http-request set-var(sess.v,ifexists) str(b) | http-request set-header x-v %[var(sess.v,none)]
            http-request set-var(sess.v,ifnotset) str(a) | http-request set-var(sess.v,ifexists) str(b) | http-request set-header x-v %[var(sess.v,none)]
            http-request set-var(sess.v,ifexists) str(a) | http-request set-var(sess.v,ifexists) str(b) | http-request set-header x-v %[var(sess.v,none)]
            http-request set-var(sess.v,ifnotexists) str(a) | http-request set-var(sess.v,ifexists) str(b) | http-request set-header x-v %[var(sess.v,none)]
            http-request set-var(req.v,ifset) str(a) | http-request set-var(req.v,ifexists) str(b) | http-request set-header x-v %[var(req.v,none)]
            http-request set-var(req.v,ifempty) str(a) | http-request set-var(req.v,ifexists) str(b) | http-request set-header x-v %[var(req.v,none)]
            http-request set-var(req.v,ifnotempty) str(a) | http-request set-var(req.v,ifexists) str(b) | http-request set-header x-v %[var(req.v,none)]
            http-request set-var(req.v,ifgt) str(a) | http-request set-var(req.v,ifexists) str(b) | http-request set-header x-v %[var(req.v,none)]
            http-request set-var(req.v,iflt) str(a) | http-request set-var(req.v,ifexists) str(b) | http-request set-header x-v %[var(req.v,none)]
            http-request set-var(req.v,ifnotset) str(a) | http-request set-var(req.v,ifexists) str(b) | http-request set-header x-v %[var(req.v,none)]
            http-request set-var(req.v,ifexists) str(a) | http-request set-var(req.v,ifexists) str(b) | http-request set-header x-v %[var(req.v,none)]
            http-request set-var(req.v,ifnotexists) str(a) | http-request set-var(req.v,ifexists) str(b) | http-request set-header x-v %[var(req.v,none)]
            http-request set-var(txn.v,ifexists,ifset) str(a) | http-request set-var(txn.v,ifexists) str(b) | http-request set-header x-v %[var(txn.v,none)]
            http-request set-header x-v %[str(a),set-var(txn.v,ifset)] | http-request set-var(txn.v,ifexists) str(b) | http-request add-header x-v %[var(txn.v,none)]
            http-request set-src req.hdr(x-ip) | http-request set-header x-v %[src]
            http-request set-src-port int(99) | http-request set-header x-v %[src_port]
            http-request set-dst req.hdr(x-ip) | http-request set-header x-v %[dst]
            http-request set-dst-port int(99) | http-request set-header x-v %[dst_port]
            http-request set-priority-class int(1)
            http-request set-priority-offset int(1)
            http-request set-log-level silent
            http-request set-nice 1
            http-request set-tos 0x10
            http-request set-map(${MAP}) %[path] new | http-request set-header x-v %[path,map(${MAP},none)]
            http-request set-map(${MAP}) known new | http-request set-header x-v %[str(known),map(${MAP},none)]
            http-request del-map(${MAP}) known | http-request set-header x-v %[str(known),map(${MAP},none)]
            http-request set-map(${MAP}) %[req.hdr(x-n)] %[method] | http-response set-header x-v %[var(txn.n),map(${MAP},none)]
            http-request add-acl(${ACL}) %[path] | http-request set-header x-v in if { path -f ${ACL} }
            http-request del-acl(${ACL}) known | http-request set-header x-v in if { str(known) -f ${ACL} }
            http-request track-sc0 path | http-request sc-inc-gpc0(0) | http-request set-header x-v %[sc_get_gpc0(0)]
            http-request track-sc1 path | http-request sc-inc-gpc1(1) | http-request set-header x-v %[sc_get_gpc1(1)]
            http-request track-sc2 path table tab | http-request sc-inc-gpc(2,2) | http-request set-header x-v %[sc_get_gpc(2,2)]
            http-request track-sc0 path | http-request track-sc0 method | http-request set-header x-v %[sc_get_gpc0(0)]
            http-request track-sc0 path | http-request sc-set-gpt0(0) 7 | http-request set-header x-v %[sc_get_gpt0(0)]
            http-request track-sc0 path | http-request sc-set-gpt0(0) req.hdr(x-n) | http-request set-header x-v %[sc_get_gpt0(0)]
            http-request track-sc0 path table tab | http-request sc-set-gpt(1,0) 9 | http-request set-header x-v %[sc_get_gpt(1,0)]
            http-request sc-inc-gpc0(0) | http-request set-header x-v <%[sc_get_gpc0(0)]>
            http-request track-sc0 path | http-request set-header x-v %[sc_http_req_cnt(0)],%[sc_tracked(0)],%[sc_tracked(1)]
            http-request capture path len 10 | http-request set-header x-v %[capture.req.hdr(1)]
            http-request capture path id 0 | http-request set-header x-v %[capture.req.hdr(0)]
            tcp-request content set-var(txn.v) path | http-request set-header x-v %[var(txn.v)]
            tcp-request content set-var-fmt(txn.v) <%[path]> | http-request set-header x-v %[var(txn.v)]
            tcp-request content set-var(txn.v) path | tcp-request content unset-var(txn.v) | http-request set-header x-v %[var(txn.v,gone)]
            tcp-request content accept | tcp-request content set-var(txn.v) path | http-request set-header x-v %[var(txn.v,none)]
            tcp-request content reject
            tcp-request content track-sc0 path | http-request set-header x-v %[sc_http_req_cnt(0)]
            tcp-request content track-sc0 path | tcp-request content sc-inc-gpc0(0) | http-request set-header x-v %[sc_get_gpc0(0)]
            tcp-request content set-log-level silent
            tcp-request content set-nice 1
            tcp-request content set-priority-class int(1)
            tcp-request content set-priority-offset int(1)
            http-request disable-l7-retry
            http-request strict-mode off | http-request set-header x-a b
            http-request early-hint Link </a>
            http-request early-hint Link </a> | http-request early-hint Link </b>
            http-request wait-for-body time 1s
            http-request allow | http-request set-header x-a never
            http-request deny
            http-request deny status 429
            http-request deny deny_status 401
            http-request deny deny_status 400
            http-request deny deny_status 404
            http-request deny deny_status 405
            http-request deny deny_status 407
            http-request deny deny_status 408
            http-request deny deny_status 410
            http-request deny deny_status 413
            http-request deny deny_status 421
            http-request deny deny_status 422
            http-request deny deny_status 425
            http-request deny deny_status 429
            http-request deny deny_status 500
            http-request deny deny_status 501
            http-request deny deny_status 502
            http-request deny deny_status 503
            http-request deny deny_status 504
            http-request return status 201
            http-request return status 202
            http-request return status 203
            http-request return status 205
            http-request return status 206
            http-request return status 207
            http-request return status 208
            http-request return status 226
            http-request return status 299
            http-request return status 300
            http-request return status 301
            http-request return status 302
            http-request return status 303
            http-request return status 305
            http-request return status 306
            http-request return status 307
            http-request return status 308
            http-request return status 310
            http-request return status 400
            http-request return status 402
            http-request return status 406
            http-request return status 407
            http-request return status 408
            http-request return status 409
            http-request return status 410
            http-request return status 411
            http-request return status 412
            http-request return status 413
            http-request return status 414
            http-request return status 415
            http-request return status 416
            http-request return status 417
            http-request return status 418
            http-request return status 419
            http-request return status 421
            http-request return status 422
            http-request return status 423
            http-request return status 424
            http-request return status 425
            http-request return status 426
            http-request return status 428
            http-request return status 430
            http-request return status 431
            http-request return status 449
            http-request return status 450
            http-request return status 451
            http-request return status 456
            http-request return status 499
            http-request return status 500
            http-request return status 501
            http-request return status 502
            http-request return status 503
            http-request return status 504
            http-request return status 505
            http-request return status 506
            http-request return status 507
            http-request return status 508
            http-request return status 509
            http-request return status 510
            http-request return status 511
            http-request return status 520
            http-request return status 599
            http-request deny status 400
            http-request deny status 502
            http-request deny status 403 content-type text/plain string no
            http-request deny status 403 hdr x-a b content-type text/plain lf-string %[path]
            http-request tarpit status 500
            http-request return
            http-request return status 204
            http-request return status 200 content-type text/plain string ok hdr x-a %[method]
            http-request return status 404 content-type text/plain lf-string "%[path] %[query]"
            http-request redirect location /there
            http-request redirect location /there code 301
            http-request redirect location http://h%[path] code 307
            http-request redirect prefix http://h
            http-request redirect prefix /p drop-query
            http-request redirect prefix /p append-slash
            http-request redirect scheme https
            http-request redirect scheme https code 308
            http-request redirect location / set-cookie S=1
            http-request redirect location / clear-cookie S
            http-request auth
            http-request auth realm Here
            http-request reject
            http-response set-header server mine
            http-response set-header x-a %[status]
            http-response add-header x-l more
            http-response add-header x-a %[res.hdr(x-l,1)]
            http-response del-header x-l
            http-response del-header x -m beg
            http-response replace-header x-l (.*)b \\1C
            http-response replace-header set-cookie (.*) \\1;secure
            http-response replace-value x-l b Z
            http-response set-status 201
            http-response set-status 418 reason "Short and stout"
            http-response set-var(res.v) res.hdr(server) | http-response set-header x-v %[var(res.v)]
            http-response set-var-fmt(txn.v) <%[status]> | http-response set-header x-v %[var(txn.v)]
            http-response set-var(txn.v,ifexists) str(a) | http-response set-header x-v %[var(txn.v,none)]
            http-response set-var(txn.v) str(a) | http-response unset-var(txn.v) | http-response set-header x-v %[var(txn.v,gone)]
            http-response set-map(${MAP}) res new | http-response set-header x-v %[str(res),map(${MAP},none)]
            http-response del-map(${MAP}) res | http-response set-header x-v %[str(res),map(${MAP},none)]
            http-response add-acl(${ACL}) res | http-response set-header x-v in if { str(res) -f ${ACL} }
            http-response del-acl(${ACL}) res | http-response set-header x-v in if { str(res) -f ${ACL} }
            http-response track-sc0 res.hdr(server) | http-response sc-inc-gpc0(0) | http-response set-header x-v %[sc_get_gpc0(0)]
            http-response track-sc0 res.hdr(server) | http-response sc-set-gpt0(0) 3 | http-response set-header x-v %[sc_get_gpt0(0)]
            http-response track-sc1 res.hdr(server) table tab | http-response sc-inc-gpc(0,1) | http-response set-header x-v %[sc_get_gpc(0,1)]
            http-response capture res.hdr(server) id 0 | http-response set-header x-v %[capture.res.hdr(0)]
            http-response set-log-level silent
            http-response set-nice 1
            http-response set-tos 0x10
            http-response strict-mode off | http-response set-header x-a b
            http-response allow | http-response set-header x-a never
            http-response set-status 206
            http-response set-status 302
            http-response set-status 404
            http-response set-status 502
            http-response set-status 505
            http-response set-status 599
            http-response return status 502
            http-response deny deny_status 400
            http-response deny
            http-response deny status 503
            http-response deny status 503 content-type text/plain string no
            http-response return status 200 content-type text/plain string mine hdr x-a b
            http-response return status 404
            http-response redirect location /there
            http-response redirect location /there code 303
            http-after-response set-header x-a %[status]
            http-after-response set-header server mine
            http-after-response add-header x-l more
            http-after-response del-header x-l
            http-after-response del-header x -m beg
            http-after-response replace-header x-l (.*)b \\1C
            http-after-response replace-value x-l b Z
            http-after-response set-status 202
            http-after-response set-var(res.v) status | http-after-response set-header x-v %[var(res.v)]
            http-after-response set-var(txn.v,ifnotset) str(a) | http-after-response set-header x-v %[var(txn.v)]
            http-after-response set-var(txn.v) str(a) | http-after-response unset-var(txn.v) | http-after-response set-header x-v %[var(txn.v,gone)]
            http-after-response strict-mode off | http-after-response set-header x-a b
            http-after-response allow | http-after-response set-header x-a never
            tcp-request content capture path len 10 | http-request set-header x-v %[capture.req.hdr(2)]
            tcp-request content capture req.hdr(x-none) len 10 | http-request set-header x-v <%[capture.req.hdr(3)]>
            tcp-request content set-mark 0x10
            tcp-request content set-tos 0x10
            tcp-request content silent-drop
            tcp-response content accept | tcp-response content set-var(txn.v) status | http-response set-header x-v %[var(txn.v,none)]
            tcp-response content set-var(txn.v) status | http-response set-header x-v %[var(txn.v)]
            tcp-response content set-var(txn.v) res.ver | http-response set-header x-v %[var(txn.v)]
            tcp-response content set-var(txn.v) res.hdr_cnt(x-l) | http-response set-header x-v %[var(txn.v)]
            tcp-response content set-var-fmt(txn.v) <%[res.hdr(server)]> | http-response set-header x-v %[var(txn.v)]
            tcp-response content set-var(txn.v) str(a) | tcp-response content unset-var(txn.v) | http-response set-header x-v %[var(txn.v,gone)]
            tcp-response content reject
            tcp-response content close
            tcp-response content silent-drop
            tcp-response content set-log-level silent
            tcp-response content set-mark 0x10
            tcp-response content set-nice 1
            tcp-response content set-tos 0x10
            http-request track-sc0 path | tcp-response content sc-inc-gpc0(0) | http-response set-header x-v %[sc_get_gpc0(0)]
            http-request track-sc1 path | tcp-response content sc-inc-gpc1(1) | http-response set-header x-v %[sc_get_gpc1(1)]
            http-request track-sc2 path table tab | tcp-response content sc-inc-gpc(2,2) | http-response set-header x-v %[sc_get_gpc(2,2)]
            http-request track-sc0 path | tcp-response content sc-set-gpt0(0) 7 | http-response set-header x-v %[sc_get_gpt0(0)]
            http-request track-sc0 path table tab | tcp-response content sc-set-gpt(1,0) 9 | http-response set-header x-v %[sc_get_gpt(1,0)]
            http-request set-mark 0x10
            http-request set-timeout server 10s
            http-request set-timeout tunnel 10s
            http-request silent-drop
            http-request wait-for-handshake
            http-response set-mark 0x10
            http-response silent-drop
            http-response wait-for-body time 1s | http-response set-header x-v %[res.body,length]
            http-after-response capture res.hdr(server) id 0 | http-after-response set-header x-v %[capture.res.hdr(0)]
            http-after-response capture status id 0 | http-after-response set-header x-v %[capture.res.hdr(0)]
            http-request deny | http-after-response capture status id 0 | http-after-response set-header x-v %[capture.res.hdr(0)]
            """.lines().toList();

    private ActionLines() {}
}
