package org.parvis.gateway.door;

import java.time.Duration;
import java.util.function.Predicate;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 through a {@link DoorEndpoint}. Public because Tomcat makes it by its name. */
public final class DoorProtocol extends Http11NioProtocol {

    private final DoorEndpoint door;

    public DoorProtocol() {
        this(new DoorEndpoint());
    }

    private DoorProtocol(DoorEndpoint door) {
        super(door);
        this.door = door;
    }

    void limit(Predicate<String> isProxy, Duration headerWithin) {
        door.limit(isProxy, headerWithin);
    }
}
