package org.parvis.gateway.door;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Household;

/**
 * Takes connections, as many as the server may hold, and from one address a part of them; whoever has not said within a time what they want
 * makes room. Tomcat itself waits between two bytes only, so a byte now and then would keep a connection, and its memory, for ever.
 */
final class DoorEndpoint extends NioEndpoint {

    /** So many addresses it takes to fill the house. */
    private static final int PARTS = 4;

    private volatile Predicate<String> isProxy = address -> false;
    private volatile Duration headerWithin = Duration.ofSeconds(15);
    private @Nullable ScheduledFuture<?> watch;

    /** @param isProxy whose connections carry many people, so that they are not counted together */
    void limit(Predicate<String> isProxy, Duration headerWithin) {
        this.isProxy = isProxy;
        this.headerWithin = headerWithin;
    }

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        var pause = Math.max(1, headerWithin.toMillis() / 5);
        watch = getUtilityExecutor().scheduleWithFixedDelay(this::closeTheLate, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stopInternal() {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stopInternal();
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (hasRoomFor(socket)) {
            return super.setSocketOptions(socket);
        }
        // Whoever calls closes what has begun to be served only.
        destroySocket(socket);
        return false;
    }

    private boolean hasRoomFor(SocketChannel socket) {
        var most = getMaxConnections() / PARTS;
        var all = getConnections();
        if (all.size() < most) {
            return true;
        }
        try {
            if (!(socket.getRemoteAddress() instanceof InetSocketAddress from)) {
                return false;
            }
            var address = from.getAddress().getHostAddress();
            return isProxy.test(address)
                    || all.stream()
                                    .map(SocketWrapperBase::getRemoteAddr)
                                    .filter(other -> other != null && Household.isSame(address, other))
                                    .count()
                            < most;
        } catch (IOException e) {
            return false;
        }
    }

    /** A connection that waits with a processor of its own, and for nothing of ours, has begun a header and not ended it. */
    private void closeTheLate() {
        var now = System.nanoTime();
        for (var connection : getConnections()) {
            if (connection.getCurrentProcessor() instanceof Processor processor
                    && !processor.isAsync()
                    && !processor.isUpgrade()
                    && processor.getRequest().getStartTimeNanos() != -1
                    && now - processor.getRequest().getStartTimeNanos() > headerWithin.toNanos()) {
                connection.close();
            }
        }
    }
}
