/** What was said in a thread, by whom: messages from outside, our replies, our notes, and the people who wrote. */
@NullMarked
package org.parvis.crm.thread;

import org.jspecify.annotations.NullMarked;
