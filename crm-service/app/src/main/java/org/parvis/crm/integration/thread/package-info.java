/** Builds the threads from what listening, publishing and moderation put on record, beside crm's own notes. */
@NullMarked
package org.parvis.crm.integration.thread;

import org.jspecify.annotations.NullMarked;
