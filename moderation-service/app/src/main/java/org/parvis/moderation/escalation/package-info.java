/** Matters that must not wait: each climbs its list of members, level by level, until somebody says "I have it". */
@NullMarked
package org.parvis.moderation.escalation;

import org.jspecify.annotations.NullMarked;
