/**
 * Organisations, their people and programs: local accounts with Argon2id, the first owner by a
 * one-time link, sessions, API keys shown once. Uses records.
 */
@NullMarked
package org.maslin.server.identity;

import org.jspecify.annotations.NullMarked;
