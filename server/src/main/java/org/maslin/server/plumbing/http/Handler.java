package org.maslin.server.plumbing.http;

/** HTTP in, record, HTTP out; decides nothing. */
@FunctionalInterface
public interface Handler {

    Reply handle(Request request);
}
