package org.parvis.system.running;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.parvis.system.world.TownSquare;
import org.parvis.system.world.Unfriendly;

/**
 * One running product with the demonstration for all test classes that only use it: starting it costs more than most tests. It is stopped
 * when the last test is over.
 */
public final class SharedParvis implements ParameterResolver {

    /** The product, the town, and servers outside that mean no good. */
    public record World(RunningParvis parvis, TownSquare town, Unfriendly outside) implements AutoCloseable {

        private static World open() {
            var outside = Unfriendly.open();
            // Only this one address is opened: everything else on this machine stays forbidden to the fetcher.
            var parvis = RunningParvis.on("shared")
                    .demo()
                    .with("PARVIS_FETCH_ALLOW", outside.allowed())
                    // It starts once: preparing quick starts would take longer than what they save.
                    .with("PARVIS_PRACTISE", "no")
                    .start();
            return new World(parvis, new TownSquare(parvis.town()), outside);
        }

        @Override
        public void close() {
            try (outside) {
                parvis.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public World resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedParvis.class))
                .computeIfAbsent(World.class, type -> World.open(), World.class);
    }
}
