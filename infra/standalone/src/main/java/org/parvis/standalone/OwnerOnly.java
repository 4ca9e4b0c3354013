package org.parvis.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Keeps the other accounts of the machine out of files and folders. */
final class OwnerOnly {

    private static final Set<PosixFilePermission> OWN = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private OwnerOnly() {}

    /** Takes from others what they may do with it; what a link leads to is not touched. */
    static void close(Path path) throws IOException {
        if (Files.isSymbolicLink(path) || isClosed(path)) {
            return;
        }
        var kept = EnumSet.copyOf(OWN);
        kept.retainAll(permissions(path));
        Files.setPosixFilePermissions(path, kept);
    }

    static boolean isClosed(Path path) throws IOException {
        return OWN.containsAll(permissions(path));
    }

    /** Whether others may put something of their own there. */
    static boolean isWritableByOthers(Path path) throws IOException {
        var permissions = permissions(path);
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** Something below, or the folder itself, that belongs to somebody else. */
    static Optional<Path> ofSomebodyElse(Path folder, UserPrincipal owner) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : (Iterable<Path>) all::iterator) {
                if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                    return Optional.of(path);
                }
            }
        }
        return Optional.empty();
    }

    private static Set<PosixFilePermission> permissions(Path path) throws IOException {
        return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
    }
}
