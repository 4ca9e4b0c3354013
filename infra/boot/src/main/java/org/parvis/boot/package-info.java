/** What every service starts with: its own database role and schema, who acts, rights, errors in words, jobs, dead letters. */
@NullMarked
package org.parvis.boot;

import org.jspecify.annotations.NullMarked;
