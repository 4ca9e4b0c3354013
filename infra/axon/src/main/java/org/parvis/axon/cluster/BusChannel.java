package org.parvis.axon.cluster;

import java.net.InetAddress;
import java.util.List;
import javax.sql.DataSource;
import org.jgroups.JChannel;
import org.jgroups.protocols.AUTH;
import org.jgroups.protocols.FD_ALL;
import org.jgroups.protocols.FD_SOCK;
import org.jgroups.protocols.FRAG2;
import org.jgroups.protocols.JDBC_PING;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;

/** The line between the members: TCP, found through a table of the shared database, encrypted, for those only who know the keys. */
final class BusChannel {

    /** How long a member may be silent: a frozen one is left out then, a killed one at once. */
    private static final long SILENT_MILLIS = 6_000;

    private BusChannel() {}

    static JChannel of(BusSettings settings, BusKeys keys, DataSource dataSource) {
        try {
            var address = InetAddress.getByName(settings.address());
            return new JChannel(List.of(
                    transport(settings, address),
                    // Also below what looks for members: a stranger's word about who leads would keep two parts from
                    // merging.
                    new SealedMessages(keys.messages()),
                    discovery(dataSource),
                    new MERGE3().setValue("min_interval", 5_000L).setValue("max_interval", 15_000L),
                    new FD_SOCK()
                            .setValue("bind_addr", address)
                            .setValue("start_port", settings.port() + 1)
                            .setValue("port_range", 0),
                    new FD_ALL().setTimeout(SILENT_MILLIS).setInterval(2_000),
                    new VERIFY_SUSPECT().setValue("timeout", 1_500L).setValue("bind_addr", address),
                    new NAKACK2().setValue("use_mcast_xmit", false),
                    new UNICAST3(),
                    new STABLE(),
                    membership(keys),
                    new GMS().setJoinTimeout(3_000).printLocalAddress(false).setValue("max_join_attempts", 3),
                    new UFC(),
                    new MFC(),
                    new FRAG2()));
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The command bus cannot be set up at " + settings.address() + ":" + settings.port(), e);
        }
    }

    private static Protocol transport(BusSettings settings, InetAddress address) {
        TCP tcp = new TCP();
        tcp.setBindAddress(address);
        tcp.setBindPort(settings.port());
        tcp.setPortRange(0);
        // It would answer anybody who asks by multicast.
        tcp.setDiagnosticsEnabled(false);
        tcp.setThreadPoolMinThreads(0);
        tcp.setThreadPoolMaxThreads(32);
        return tcp;
    }

    private static Protocol membership(BusKeys keys) {
        var proof = new MembershipProof(keys.members());
        var auth = new AUTH().setAuthToken(proof);
        proof.setAuth(auth);
        return auth;
    }

    private static Protocol discovery(DataSource dataSource) {
        var ping = new JDBC_PING();
        ping.setDataSource(dataSource);
        ping.setValue("initialize_sql", "");
        ping.setValue(
                "insert_single_sql", "insert into cluster.member (own_addr, cluster_name, ping_data) values (?, ?, ?)");
        ping.setValue("delete_single_sql", "delete from cluster.member where own_addr = ? and cluster_name = ?");
        ping.setValue("clear_sql", "delete from cluster.member where cluster_name = ?");
        ping.setValue(
                "select_all_pingdata_sql",
                "select ping_data, own_addr, cluster_name from cluster.member where cluster_name = ?");
        ping.setValue(
                "contains_sql",
                "select count(own_addr) as records from cluster.member where cluster_name = ? and own_addr = ?");
        // What a killed member left behind goes with the next change of the membership.
        ping.setValue("remove_all_data_on_view_change", true);
        // Members that found nobody, or a stranger, find each other later and merge.
        ping.setValue("write_data_on_find", true);
        return ping;
    }
}
