package org.maslin.server.scale;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.security.Principal;
import org.maslin.server.plumbing.Ids;
import org.maslin.server.plumbing.blobs.Blobs;
import org.maslin.server.plumbing.db.Transactions;
import org.maslin.server.plumbing.http.MultipartBody;
import org.maslin.server.plumbing.http.RefusedException;
import org.maslin.server.records.Audit;
import org.maslin.server.records.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Files: uploaded, imported from an address, read; tasks name them by {@code scaledata://}. */
final class ScaleFiles {

    private static final long LARGEST = 10L << 30;
    private static final int LONGEST_NAME = 500;
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final Pattern ADDRESS =
            Pattern.compile("scaledata://([0-9a-f-]{36})/([0-9a-f-]{36})");

    private final Transactions transactions;
    private final ScaleFileStore store;
    private final Blobs blobs;
    private final Outside outside;
    private final Audit audit;
    private final Ids ids;
    private final InstantSource clock;

    ScaleFiles(
            Transactions transactions,
            ScaleFileStore store,
            Blobs blobs,
            Outside outside,
            Audit audit,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.blobs = blobs;
        this.outside = outside;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Keeps the file of a form as it streams in. */
    ScaleFile upload(Principal principal, MultipartBody form) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        MultipartBody.Part head = null;
        Blobs.Stored stored = null;
        try {
            for (MultipartBody.Part part = form.next(); part != null; part = form.next()) {
                if (!part.name().equals("file")) {
                    fields.put(part.name(), part.text());
                } else if (stored == null) {
                    head = part;
                    stored = blobs.put(principal.organisationId(), part.content(), LARGEST);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (head == null || stored == null) {
            throw Fields.missing("file", "a file in the form");
        }
        return add(
                principal,
                head.fileName() == null ? "file" : head.fileName(),
                head.type(),
                stored,
                Fields.of(fields),
                "upload-file");
    }

    /** Fetches a file from its address, if the server may call that. */
    ScaleFile importFile(Principal principal, Fields fields) {
        String address = fields.requiredText("file_url");
        URI uri = outside.check("file_url", address);
        try (Outside.Fetched fetched = outside.get(uri)) {
            Blobs.Stored stored = blobs.put(principal.organisationId(), fetched.body(), LARGEST);
            String path = String.valueOf(uri.getPath());
            return add(
                    principal,
                    path.substring(path.lastIndexOf('/') + 1),
                    fetched.contentType(),
                    stored,
                    fields,
                    "import-file");
        } catch (IOException e) {
            throw new BadInputException(
                    "file_url",
                    String.valueOf(e.getMessage()),
                    "an address that answers with a file",
                    "Check the address, or upload the file.");
        }
    }

    private ScaleFile add(
            Principal principal,
            String name,
            @Nullable String type,
            Blobs.Stored stored,
            Fields fields,
            String action) {
        var projects = new ArrayList<>(fields.texts("project_names"));
        String project = fields.text("project_name");
        if (project != null) {
            projects.add(project);
        }
        String bare = name.isBlank() ? "file" : name.strip();
        var file =
                new ScaleFile(
                        ids.next(),
                        stored.address(),
                        bare.substring(0, Math.min(LONGEST_NAME, bare.length())),
                        mimeType(bare, type),
                        stored.bytes(),
                        projects,
                        fields.node(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        transactions.write(
                principal.organisationId(),
                () -> {
                    store.add(principal.organisationId(), Mode.of(principal), file);
                    audit.record(
                            principal,
                            action,
                            Node.of("scale-file", file.id()),
                            Map.of("bytes", String.valueOf(file.size())));
                });
        return file;
    }

    private static String mimeType(String name, @Nullable String said) {
        String type = said == null ? "" : said.replaceAll(";.*", "").strip();
        if (type.matches("[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+") && !type.equals(UNKNOWN_TYPE)) {
            return type;
        }
        String guessed = URLConnection.guessContentTypeFromName(name);
        return guessed == null ? UNKNOWN_TYPE : guessed;
    }

    /** A file, for those who may see it; the look is put on record. */
    ScaleFile read(Principal principal, Mode mode, UUID id) {
        return transactions.write(
                principal.organisationId(),
                () -> {
                    ScaleFile file = store.get(mode, id);
                    if (file == null) {
                        throw RefusedException.notFound("file", id);
                    }
                    audit.record(principal, "read-file", Node.of("scale-file", id), Map.of());
                    return file;
                });
    }

    /** The file that an attachment names. */
    ScaleFile named(Principal principal, String attachment) {
        var files = new ArrayList<UUID>();
        addAttached(principal, JsonNodeFactory.instance.stringNode(attachment), files);
        return read(principal, Mode.of(principal), files.getFirst());
    }

    InputStream content(UUID organisation, ScaleFile file) {
        try {
            return blobs.open(organisation, file.blob());
        } catch (NoSuchFileException gone) {
            throw RefusedException.notFound("content of the file", file.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses attachments that name a file that is not there. */
    void requireAttachments(Principal principal, ObjectNode params) {
        for (UUID id : attached(principal, params)) {
            if (store.get(Mode.of(principal), id) == null) {
                throw noFile(id.toString());
            }
        }
    }

    /** The files that a task's attachments name. */
    static List<UUID> attached(Principal principal, ObjectNode params) {
        var files = new ArrayList<UUID>();
        addAttached(principal, params.path("attachment"), files);
        for (JsonNode attachment : params.path("attachments")) {
            addAttached(principal, attachment, files);
            addAttached(principal, attachment.path("url"), files);
            addAttached(principal, attachment.path("content"), files);
        }
        return files;
    }

    private static void addAttached(Principal principal, JsonNode attachment, List<UUID> files) {
        String text = attachment.isString() ? attachment.asString() : "";
        if (!text.startsWith("scaledata://")) {
            return;
        }
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches() || !address.group(1).equals(principal.organisationId().toString())) {
            throw noFile(text);
        }
        files.add(UUID.fromString(address.group(2)));
    }

    private static BadInputException noFile(String found) {
        return new BadInputException(
                "attachment",
                "\"" + found + "\"",
                "the attachment_url of a file of yours",
                "Upload the file first.");
    }
}
