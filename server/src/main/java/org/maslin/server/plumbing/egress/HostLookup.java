package org.maslin.server.plumbing.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host name. */
@FunctionalInterface
interface HostLookup {

    List<InetAddress> addresses(String host) throws UnknownHostException;
}
