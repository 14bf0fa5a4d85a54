package io.weir.rules.config;

import io.weir.rules.action.RuleSet;
import java.util.List;

/** The rule lines and scripts that a frontend and a backend have in common. */
public record ProxyRules(
        List<ScriptFile> scripts,
        RuleErrorPolicy onRuleError,
        TcpRules tcp,
        RuleSet httpRequest,
        RuleSet httpResponse,
        RuleSet httpAfterResponse) {
    public ProxyRules {
        scripts = List.copyOf(scripts);
    }
}
