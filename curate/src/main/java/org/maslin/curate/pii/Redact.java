package org.maslin.curate.pii;

import java.util.ArrayList;
import java.util.List;
import org.maslin.curate.Edit;
import org.maslin.curate.Stage;
import org.maslin.curate.Verdict;

/**
 * Replaces e-mail and IPv4 addresses, as the formatter of FineWeb does: what counts as one is the
 * same, and so are the replacements. They are used in turn; unlike there, each text starts at the
 * first one, so that the result does not depend on what was read before.
 *
 * @param removeEmails whether e-mail addresses are replaced
 * @param removeIps whether IPv4 addresses are replaced
 * @param onlyRemovePublicIps whether addresses of private and reserved nets stay
 * @param emailReplacement domains kept as examples for ever (RFC 2606)
 * @param ipReplacement addresses that belong to nobody in particular
 */
public record Redact(
        boolean removeEmails,
        boolean removeIps,
        boolean onlyRemovePublicIps,
        List<String> emailReplacement,
        List<String> ipReplacement)
        implements Stage.Judge {

    /** The values of FineWeb. */
    public static final Redact DEFAULT =
            new Redact(
                    true,
                    true,
                    true,
                    List.of("email@example.com", "firstname.lastname@example.org"),
                    List.of(
                            "22.214.171.124",
                            "126.96.36.199",
                            "188.8.131.52",
                            "184.108.40.206",
                            "220.127.116.11",
                            "18.104.22.168"));

    public Redact {
        emailReplacement = List.copyOf(emailReplacement);
        ipReplacement = List.copyOf(ipReplacement);
        if (emailReplacement.isEmpty() || ipReplacement.isEmpty()) {
            throw new IllegalArgumentException(
                    "email-replacement and ip-replacement each need at least one value.");
        }
    }

    @Override
    public String name() {
        return "redact";
    }

    @Override
    public Verdict judge(String text) {
        var edits = new ArrayList<Edit>();
        String redacted = text;
        if (removeEmails) {
            redacted = withoutEmails(redacted, edits);
        }
        if (removeIps) {
            redacted = withoutAddresses(redacted, edits);
        }
        return edits.isEmpty() ? Verdict.KEEP : new Verdict.Rewrite(redacted, edits);
    }

    private String withoutEmails(String text, List<Edit> edits) {
        if (text.indexOf('@') < 0) {
            return text;
        }
        var found = new EmailAddresses(text);
        var out = new StringBuilder(text.length());
        int done = 0;
        int count = 0;
        while (found.next()) {
            out.append(text, done, found.start());
            out.append(emailReplacement.get(count++ % emailReplacement.size()));
            done = found.end();
        }
        if (count > 0) {
            edits.add(new Edit(name(), "email", count));
        }
        return out.append(text, done, text.length()).toString();
    }

    private String withoutAddresses(String text, List<Edit> edits) {
        if (!PublicAddresses.mayHoldOne(text)) {
            return text;
        }
        var found = PublicAddresses.PATTERN.matcher(text);
        var out = new StringBuilder(text.length());
        int done = 0;
        int count = 0;
        while (found.find()) {
            String address = found.group();
            boolean goes =
                    onlyRemovePublicIps
                            ? PublicAddresses.isPublic(address)
                            : PublicAddresses.isAddress(address);
            if (goes) {
                out.append(text, done, found.start());
                out.append(ipReplacement.get(count++ % ipReplacement.size()));
                done = found.end();
            }
        }
        if (count > 0) {
            edits.add(new Edit(name(), "ip", count));
        }
        return out.append(text, done, text.length()).toString();
    }
}
