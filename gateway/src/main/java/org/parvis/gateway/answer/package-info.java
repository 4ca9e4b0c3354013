/** What the gateway says itself: problems for programs, pages for people, in French and English. */
@NullMarked
package org.parvis.gateway.answer;

import org.jspecify.annotations.NullMarked;
