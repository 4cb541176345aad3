package org.maslin.server.plumbing;

/**
 * What the person who started this process decided.
 *
 * @param role whether it serves, or works off long jobs for a server
 * @param instance the name of this process among those on the same database
 * @param holdsFolder whether no other server can be on the same database
 * @param demo whether the server shows its sample organisation
 */
public record Settings(Role role, String instance, boolean holdsFolder, boolean demo) {

    /** What a process is for. */
    public enum Role {
        SERVER,
        WORKER
    }

    public boolean serves() {
        return role == Role.SERVER;
    }
}
