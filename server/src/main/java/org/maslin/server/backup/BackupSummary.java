package org.maslin.server.backup;

/**
 * What a backup holds.
 *
 * @param auditSize entries of the audit tree
 * @param auditNote the signed note over the tree, with its root; empty if there is none
 */
public record BackupSummary(long rows, long files, long auditSize, String auditNote) {
    static BackupSummary of(Closing closing) {
        return new BackupSummary(
                closing.rows(), closing.files(), closing.auditSize(), closing.auditNote());
    }
}
