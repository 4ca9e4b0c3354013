package org.parvis.listening.topic;

import java.time.Clock;
import java.util.Objects;
import org.parvis.axon.Commands;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.topic.Budgets.Exhausted;
import org.springframework.stereotype.Component;

/**
 * Puts on record that a topic left messages out, from when to when and how many. It says nothing twice however often it looks, and takes up
 * where another broke off.
 */
@Component
class BudgetRound {

    private static final Actor ACTOR = Actor.automation("listening.topic.budget");

    private final Budgets budgets;
    private final Topics topics;
    private final Commands commands;
    private final Clock clock;

    BudgetRound(Budgets budgets, Topics topics, Commands commands, Clock clock) {
        this.budgets = budgets;
        this.topics = topics;
        this.commands = commands;
        this.clock = clock;
    }

    void look() {
        budgets.exhausted().forEach(this::tell);
        budgets.forget();
    }

    private void tell(Exhausted day) {
        var topic = day.topicId();
        var brand = day.brandId();
        commands.send(new ThrottleTopic(topic, brand, day.since(), day.end(), day.budget()), ACTOR, null);
        var now = clock.instant();
        var isOver = !now.isBefore(day.end());
        if (isOver || isRaised(day)) {
            var to = isOver ? day.end() : now;
            commands.send(new EndThrottle(topic, brand, day.since(), to, day.leftOut()), ACTOR, null);
            budgets.told(day);
        }
    }

    private boolean isRaised(Exhausted day) {
        return topics.find(day.topicId())
                .map(Topics.Item::dailyBudget)
                .filter(Objects::nonNull)
                .map(budget -> budget > day.taken())
                .orElse(true);
    }
}
