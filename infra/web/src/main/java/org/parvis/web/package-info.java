/** The shell every page lives in: navigation, language, theme, assets, headers, and what a service needs to show a page in it. */
@NullMarked
package org.parvis.web;

import org.jspecify.annotations.NullMarked;
