package org.maslin.server.plumbing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.maslin.server.plumbing.mail.MailServer;

/**
 * What the person who started this process decided.
 *
 * @param role what the process is for
 * @param instance the name of this process among those on the same database
 * @param holdsFolder whether no other server can be on the same database
 * @param demo whether the server shows its sample organisation
 * @param databaseUrl the PostgreSQL that somebody else runs; null for the bundled one
 * @param allowEgress ranges and hosts inside the network that the server may call
 * @param metricsToken what reading metrics takes; null lets this machine alone read them
 * @param blobs the S3-compatible store that keeps blobs; null for the data folder
 * @param importFrom buckets of S3-compatible stores that imports may read
 * @param graders the OpenAI-compatible API whose models graders may ask; null for none
 * @param mail where mail is handed in; null for no mail
 * @param own the address by which workers on other machines reach this one; null for that from
 *     which the way to the database begins
 */
public record Settings(
        Role role,
        String instance,
        boolean holdsFolder,
        boolean demo,
        @Nullable String databaseUrl,
        List<String> allowEgress,
        @Nullable String metricsToken,
        @Nullable String blobs,
        List<String> importFrom,
        @Nullable String graders,
        @Nullable MailServer mail,
        @Nullable String own) {

    public Settings {
        allowEgress = List.copyOf(allowEgress);
        importFrom = List.copyOf(importFrom);
    }

    /** A process that calls public addresses alone and keeps blobs in the data folder. */
    public Settings(
            Role role,
            String instance,
            boolean holdsFolder,
            boolean demo,
            @Nullable String databaseUrl) {
        this(
                role,
                instance,
                holdsFolder,
                demo,
                databaseUrl,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    /** What a process is for. */
    public enum Role {
        /** Answers requests, runs short jobs, keeps the audit tree and the consensus up to date. */
        SERVER,
        /** Runs long jobs for a server. */
        WORKER,
        /** Does one thing at the command line and ends; nothing runs in the background. */
        TOOL
    }

    /** The address by which workers on other machines reach this one. */
    public String ownAddress() {
        return own == null ? OwnAddress.towards(databaseUrl) : own;
    }

    public boolean serves() {
        return role == Role.SERVER;
    }

    public static Settings tool() {
        return new Settings(Role.TOOL, "tool", false, false, null);
    }
}
