/** Members: the people who work here, their rights, their preferences and the ends of their tokens. */
@NullMarked
package org.parvis.identity.member;

import org.jspecify.annotations.NullMarked;
