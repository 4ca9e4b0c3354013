package org.parvis.system.attack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.parvis.system.running.RunningParvis;
import org.parvis.system.world.Api;

/** The people of a brand of their own, who each may do everything there that one role may, and one who may do all of it. */
final class Intruders {

    static final String BRAND = "intrus";

    static final List<String> ROLES =
            List.of("COMMUNITY_MANAGER", "EMPLOYEE", "LEAD", "PRODUCT_MANAGER", "AGENCY", "AUDITOR", "ADMIN");

    /** What all their ids begin with. */
    private static final String PREFIX = BRAND + "-";

    private static final String EVERYTHING = PREFIX + "everything-";

    /** Each may ask as often as one person may, which is little for an attack. */
    private static final int ACCOMPLICES = 8;

    private static final int AT_ONCE = 4;

    private final RunningParvis parvis;
    private final AtomicInteger next = new AtomicInteger();

    private Intruders(RunningParvis parvis) {
        this.parvis = parvis;
    }

    static Intruders moveInto(RunningParvis parvis) {
        var house = parvis.as("admin");
        house.put(
                        "/api/identity/brands/" + BRAND,
                        Map.of("name", "Intrus", "country", "FR", "languages", List.of("fr"), "zone", "Europe/Paris"))
                .ok();
        for (var role : ROLES) {
            register(house, member(role), List.of(role));
        }
        for (var n = 0; n < ACCOMPLICES; n++) {
            register(house, EVERYTHING + n, ROLES);
        }
        register(house, PREFIX + "nothing", List.of());
        return new Intruders(parvis);
    }

    private static void register(Api house, String member, List<String> roles) {
        house.put(
                        "/api/identity/members/" + member,
                        Map.of(
                                "name",
                                "Ivo Intrus",
                                "email",
                                member + "@example.org",
                                "language",
                                "fr",
                                "zone",
                                "Europe/Paris"))
                .ok();
        for (var role : roles) {
            house.put("/api/identity/members/" + member + "/grants/" + slug(role), Map.of("role", role, "brand", BRAND))
                    .ok();
        }
    }

    private static String member(String role) {
        return PREFIX + slug(role);
    }

    private static String slug(String role) {
        return role.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Fits the ids of all of them, for {@code like}. */
    static String pattern() {
        return PREFIX + "%";
    }

    Api as(String role) {
        return parvis.as(member(role));
    }

    /** One of several, each of whom may do everything in their own brand. */
    Api withEveryRole() {
        return parvis.as(EVERYTHING + next.getAndIncrement() % ACCOMPLICES);
    }

    Api withNone() {
        return parvis.as(PREFIX + "nothing");
    }

    /** Does something with each thing, several at once; answers in the order of the things. */
    static <T, R> List<R> each(List<T> things, Function<T, R> act) {
        try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
            Queue<Future<R>> running = new ArrayDeque<>();
            for (var thing : things) {
                Callable<R> task = () -> act.apply(thing);
                running.add(workers.submit(task));
            }
            var results = new ArrayList<R>(things.size());
            for (var future : running) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
