package org.parvis.identity.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Collectors;
import org.parvis.axon.Commands;
import org.parvis.identity.api.Role;
import org.parvis.identity.member.GiveGrant;
import org.parvis.identity.member.GrantTerms;
import org.parvis.identity.member.MemberDesk;
import org.parvis.identity.member.MemberProfile;
import org.parvis.identity.member.list.MemberItems;
import org.parvis.identity.password.PasswordRules;
import org.parvis.identity.password.Passwords;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives a new installation its first administrator. Each step may be repeated after a crash without harm, and none is repeated once it was
 * done: an administrator who lost the right later does not get it back by a restart.
 *
 * <p>A password made here waits in a file that only the owner of the process can read, until whoever started the installation has it.
 */
@Component
public final class IdentityBootstrap {

    public static final String ADMINISTRATOR = "admin";

    private static final Logger LOG = LoggerFactory.getLogger(IdentityBootstrap.class);
    private static final String NAME = "identity.bootstrap";
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    private final MemberDesk desk;
    private final Passwords passwords;
    private final MemberItems members;
    private final Commands commands;
    private final Path file;
    private final String given;

    IdentityBootstrap(
            MemberDesk desk,
            Passwords passwords,
            MemberItems members,
            Commands commands,
            @Value("${parvis.home}") Path home,
            @Value("${PARVIS_ADMIN_PASSWORD:}") String given) {
        this.desk = desk;
        this.passwords = passwords;
        this.members = members;
        this.commands = commands;
        this.file = home.resolve("keys").resolve("first-password");
        this.given = given;
    }

    @EventListener(ApplicationReadyEvent.class)
    void prepare() {
        if (passwords.exists(ADMINISTRATOR)) {
            forgetOldPassword();
            return;
        }
        if (members.find(ADMINISTRATOR).filter(m -> m.leftAt() != null).isPresent()) {
            // Others run the house now.
            return;
        }
        var by = Actor.automation(NAME);
        var profile = new MemberProfile(
                "Administrator", "admin@localhost", "en", ZoneId.systemDefault().getId());
        desk.register(ADMINISTRATOR, profile, null, by, NAME + ".register");
        commands.send(
                new GiveGrant(ADMINISTRATOR, "first", new GrantTerms(Role.ADMIN, Grant.EVERY_BRAND, null, null, null)),
                by,
                NAME + ".grant");
        desk.setPassword(ADMINISTRATOR, given.isEmpty() ? makePassword() : given, by);
        if (!given.isEmpty() && given.length() < PasswordRules.SHORTEST) {
            LOG.warn("PARVIS_ADMIN_PASSWORD is short: change the administrator's password after signing in");
        }
    }

    /** The password made for {@value #ADMINISTRATOR}, until it was handed over. */
    public Optional<String> firstPassword() {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The first administrator's password in " + file + " cannot be read", e);
        }
    }

    /** To call when a person has seen the password. */
    public void firstPasswordHandedOver() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The first administrator's password in " + file + " cannot be deleted", e);
        }
    }

    private String makePassword() {
        // After a crash on the way: the one that may have been shown already.
        var waiting = firstPassword();
        if (waiting.isPresent() && !waiting.get().isEmpty()) {
            return waiting.get();
        }
        var random = new SecureRandom();
        var password = random.ints((long) GROUPS * GROUP, 0, LETTERS.length())
                .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
                .collect(Collectors.joining())
                .replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password + "\n", StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("The first administrator's password cannot be written to " + file, e);
        }
        LOG.info("The first administrator is \"{}\"; the password waits in {}", ADMINISTRATOR, file);
        return password;
    }

    private void forgetOldPassword() {
        if (firstPassword()
                .filter(p -> !passwords.matches(ADMINISTRATOR, p, "inside"))
                .isPresent()) {
            firstPasswordHandedOver();
        }
    }
}
