import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Build step: makes the icon sprite and the copy of htmx out of their WebJars, and names the version of all assets.
 *
 * <p>Run by the source launcher with the WebJars on the class path, so that neither jar reaches a running service: the sprite
 * holds the icons that are listed, not the five thousand that exist.
 */
public final class AssembleAssets {

    private static final String WEBJARS = "META-INF/resources/webjars/";
    private static final Pattern SHAPE = Pattern.compile("<(path|circle|rect|line|polyline|ellipse)\\b[^>]*/>");

    public static void main(String[] args) throws IOException {
        var list = Path.of(args[0]);
        var assets = Path.of(args[1], "static", "assets", "parvis");
        Files.createDirectories(assets);
        Files.writeString(assets.resolve("icons.svg"), sprite(names(list), list.resolveSibling("icons")));
        Files.writeString(assets.resolve("htmx.js"), webjar("htmx.org", "dist/htmx.min.js"));
        Files.writeString(assets.resolve("version.txt"), version(assets));
    }

    private static TreeSet<String> names(Path list) throws IOException {
        var names = new TreeSet<String>();
        for (var line : Files.readAllLines(list)) {
            var text = line.replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                names.addAll(List.of(text.split("\\s+")));
            }
        }
        return names;
    }

    /** Ours when we drew one of that name, else Tabler's. */
    private static String drawing(Path own, String name) throws IOException {
        var file = own.resolve(name + ".svg");
        return Files.exists(file) ? Files.readString(file) : webjar("tabler__icons", "icons/outline/" + name + ".svg");
    }

    private static String sprite(TreeSet<String> names, Path own) throws IOException {
        var out = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">\n");
        for (var name : names) {
            out.append("<symbol id=\"").append(name).append("\" viewBox=\"0 0 24 24\">");
            var shapes = SHAPE.matcher(drawing(own, name));
            while (shapes.find()) {
                // Each icon starts with an invisible square that only the font needs.
                if (!shapes.group().contains("stroke=\"none\"")) {
                    out.append(shapes.group());
                }
            }
            out.append("</symbol>\n");
        }
        return out.append("</svg>\n").toString();
    }

    /** The WebJar's folder carries its version; its own properties file says which. */
    private static String webjar(String artifact, String path) throws IOException {
        var properties = new java.util.Properties();
        try (var in = open("META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")) {
            properties.load(in);
        }
        try (var in = open(WEBJARS + artifact + "/" + properties.getProperty("version") + "/" + path)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String resource) throws IOException {
        var in = AssembleAssets.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("Not in the WebJars: " + resource + " (is the icon's name right in icons.txt?)");
        }
        return in;
    }

    /** One version for all files, because scripts import each other by relative address. */
    private static String version(Path assets) throws IOException {
        try (var files = Files.walk(assets)) {
            var digest = MessageDigest.getInstance("SHA-256");
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("version.txt"))
                    .sorted()
                    .forEach(file -> {
                        try {
                            digest.update(assets.relativize(file).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                            digest.update(Files.readAllBytes(file));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
