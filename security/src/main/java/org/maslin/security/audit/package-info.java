/**
 * The audit log as mathematics: leaves, the Merkle tree over them (RFC 6962), signed checkpoints
 * (C2SP tlog-checkpoint), the exported file and its offline verifier. Where leaves are stored is
 * somebody else's business.
 */
@NullMarked
package org.maslin.security.audit;

import org.jspecify.annotations.NullMarked;
