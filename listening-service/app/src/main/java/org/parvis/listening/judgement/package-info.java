/** What people said of what the machine did, and how far that can be trusted. */
@NullMarked
package org.parvis.listening.judgement;

import org.jspecify.annotations.NullMarked;
