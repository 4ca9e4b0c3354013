/** What belongs to one request, through all services, log lines and entries: W3C Trace Context. */
@NullMarked
package org.parvis.boot.trace;

import org.jspecify.annotations.NullMarked;
