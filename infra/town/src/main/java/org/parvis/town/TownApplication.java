package org.parvis.town;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.parvis.town.square.NetworkClass;

/**
 * Starts a town alone: {@code --town.port=8081 --town.data=DIR --town.script=true --town.speed=1 --town.class=A
 * --town.url=http://…}. Each setting may also be a system property ({@code -Dtown.port=…}) or an environment variable
 * ({@code TOWN_PORT}).
 */
public final class TownApplication {

    private TownApplication() {}

    public static void main(String[] args) {
        try {
            var town = Town.start(
                    Integer.parseInt(setting(args, "port").orElse("8081")),
                    setting(args, "data").map(Path::of).orElse(null),
                    options(args));
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(town::close));
            System.out.println("The town is open at " + town.url());
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static TownOptions options(String[] args) {
        var options = TownOptions.defaults()
                .withSpeed(Double.parseDouble(setting(args, "speed").orElse("1")))
                .withSeed(Long.parseLong(setting(args, "seed").orElse("1")));
        if (setting(args, "script").filter("false"::equals).isPresent()) {
            options = options.withoutScript();
        }
        var offered = setting(args, "class").map(NetworkClass::valueOf);
        if (offered.isPresent()) {
            options = options.withNetworkClass(offered.get());
        }
        var url = setting(args, "url").map(URI::create);
        return url.isPresent() ? options.withPublicUrl(url.get()) : options;
    }

    private static Optional<String> setting(String[] args, String name) {
        var argument = "--town." + name + "=";
        return Arrays.stream(args)
                .filter(arg -> arg.startsWith(argument))
                .map(arg -> arg.substring(argument.length()))
                .findFirst()
                .or(() -> Optional.ofNullable(System.getProperty("town." + name)))
                .or(() -> Optional.ofNullable(System.getenv("TOWN_" + name.toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }
}
