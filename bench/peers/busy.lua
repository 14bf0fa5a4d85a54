core.register_action("busy", { "http-req" }, function(txn)
    if txn.f:fe_conn() >= 3000 or txn.f:be_conn_free("app") == 0 then
        txn:set_var("txn.be", "busy")
    end
end)
