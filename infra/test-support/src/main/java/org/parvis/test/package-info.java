/** What tests of every module share: a real PostgreSQL, the structure rules, approved JSON. */
@NullMarked
package org.parvis.test;

import org.jspecify.annotations.NullMarked;
