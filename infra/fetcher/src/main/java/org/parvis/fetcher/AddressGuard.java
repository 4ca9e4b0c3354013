package org.parvis.fetcher;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Turns a target into the very socket addresses that may be connected to: one look-up, every answer judged. */
final class AddressGuard {

    private static final int MAX_ADDRESSES = 16;

    private final Resolver resolver;
    private final AllowList allowed;

    AddressGuard(Resolver resolver, AllowList allowed) {
        this.resolver = resolver;
        this.allowed = allowed;
    }

    /**
     * A name that leads to one forbidden address is refused even when its other addresses are fine: honest public names
     * do not mix. The exception is a name with an address on the allow list, say {@code localhost} with only its IPv4
     * form allowed: then only the allowed ones are used.
     *
     * @param usual the ports that may be reached on the public internet
     */
    List<InetSocketAddress> admit(Target target, Set<Integer> usual, Deadline deadline)
            throws RefusedTarget, BrokenExchange {
        var addresses = lookUp(target, deadline);
        var expresslyAllowed = addresses.stream()
                .filter(address -> allowed.allows(address, target.port()))
                .toList();
        if (expresslyAllowed.isEmpty()) {
            for (var address : addresses) {
                requirePublic(target, usual, address);
            }
        }
        var admitted = new ArrayList<InetSocketAddress>();
        for (var address : expresslyAllowed.isEmpty() ? addresses : expresslyAllowed) {
            admitted.add(new InetSocketAddress(address, target.port()));
        }
        return admitted;
    }

    private void requirePublic(Target target, Set<Integer> usual, InetAddress address) throws RefusedTarget {
        var addressClass = AddressClass.of(address);
        if (addressClass != AddressClass.PUBLIC) {
            throw new RefusedTarget(
                    Refusal.FORBIDDEN_ADDRESS,
                    target.host() + " is " + address.getHostAddress() + " (" + addressClass + ")");
        }
        if (!usual.contains(target.port())) {
            throw new RefusedTarget(Refusal.PORT, String.valueOf(target.port()));
        }
    }

    private List<InetAddress> lookUp(Target target, Deadline deadline) throws BrokenExchange {
        var literal = target.literal();
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        // The system look-up cannot be interrupted, so it gets a thread of its own that may be left behind.
        var lookUp = new FutureTask<>(() -> resolver.resolve(target.host()));
        Thread.ofPlatform().daemon().name("fetcher-dns").start(lookUp);
        try {
            var addresses = lookUp.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
                throw new BrokenExchange(
                        FailureKind.DNS, false, target.host() + " has " + addresses.size() + " addresses");
            }
            return addresses;
        } catch (TimeoutException e) {
            throw new BrokenExchange(FailureKind.TIMEOUT, false, "looking up " + target.host());
        } catch (ExecutionException e) {
            var cause = e.getCause() instanceof UnknownHostException ? "unknown host " : "cannot look up ";
            throw new BrokenExchange(FailureKind.DNS, false, cause + target.host());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenExchange(FailureKind.TIMEOUT, false, "interrupted");
        }
    }
}
