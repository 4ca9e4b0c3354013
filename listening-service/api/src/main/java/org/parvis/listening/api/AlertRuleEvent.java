package org.parvis.listening.api;

/** All that happens to an alert rule. */
public sealed interface AlertRuleEvent permits AlertRuleSet {

    String ruleId();

    String brandId();
}
