package org.parvis.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.parvis.system.running.RunningParvis;
import org.parvis.system.world.Company;
import org.parvis.system.world.TownSquare;
import org.parvis.town.Town;
import org.parvis.town.TownOptions;
import org.springframework.util.FileSystemUtils;

/** A product at work for a company that lives in a town of its own; the town runs outside of it, as a real network would, and counts. */
record Scene(Town outside, TownSquare town, RunningParvis parvis, Company company) implements AutoCloseable {

    static Scene open(String name) {
        return open(name, setup(name));
    }

    static RunningParvis.Setup setup(String name) {
        return RunningParvis.on(name);
    }

    static Scene open(String name, RunningParvis.Setup setup) {
        var data = Path.of("target", "parvis", name + "-town");
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var outside = Town.start(0, data, TownOptions.defaults().withoutScript());
        try {
            var parvis = setup.with("PARVIS_TOWN_URL", outside.url().toString())
                    .with("PARVIS_FETCH_ALLOW", "127.0.0.1:" + outside.url().getPort())
                    // An attempt whose worker is gone is looked up after seconds instead of minutes.
                    .with("PUBLISHING_DELIVERY_LEASE", "PT6S")
                    .with("PUBLISHING_DELIVERY_SENDLIMIT", "PT5S")
                    .with("PUBLISHING_DELIVERY_SENDSPERMINUTE", "600")
                    .with("PUBLISHING_DELIVERY_SETTLE", "PT1S,PT2S,PT3S,PT5S,PT5S")
                    .start();
            try {
                var town = new TownSquare(outside.url());
                var company =
                        Company.found(parvis, "comete", "en").listensToItsName().livesIn(town, 0);
                return new Scene(outside, town, parvis, company);
            } catch (RuntimeException | AssertionError e) {
                parvis.close();
                throw e;
            }
        } catch (RuntimeException | AssertionError e) {
            outside.close();
            throw e;
        }
    }

    Toil toil(Duration pace, long seed) {
        return new Toil(company, town, pace, seed);
    }

    Reckoning reckoning(Toil toil) {
        return new Reckoning(parvis, company, town, toil);
    }

    @Override
    public void close() {
        try (outside) {
            parvis.close();
        }
    }
}
