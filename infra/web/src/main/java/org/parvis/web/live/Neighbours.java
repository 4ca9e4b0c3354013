package org.parvis.web.live;

/**
 * The other replicas of a service. Each event is projected by one of them only, but pages follow any of them; so what changed is passed
 * on.
 */
public interface Neighbours {

    /** For a service that has no replicas. */
    Neighbours NOBODY = new Neighbours() {
        @Override
        public void tell(String topic, String brandId, String item) {
            // Nobody else has pages open.
        }

        @Override
        public void listen(Ear ear) {
            // Nobody else has anything to say.
        }
    };

    /** Tells the others of a change; never blocks and never fails. */
    void tell(String topic, String brandId, String item);

    /** From now on, what the others tell goes here. */
    void listen(Ear ear);

    /** Who hears of changes. */
    interface Ear {

        /** Another replica projected a change. */
        void heard(String topic, String brandId, String item);

        /** Something may have been told that did not arrive. */
        void missed();
    }
}
