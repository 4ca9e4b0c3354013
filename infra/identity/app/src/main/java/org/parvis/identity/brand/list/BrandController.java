package org.parvis.identity.brand.list;

import org.parvis.boot.Access;
import org.parvis.boot.Ids;
import org.parvis.boot.Listing;
import org.parvis.boot.NotFound;
import org.parvis.boot.PageRequest;
import org.parvis.identity.rights.Action;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Brands for programs: those on which the caller may see who works. */
@RestController
@RequestMapping("/api/identity/brands")
final class BrandController {

    private final BrandItems brands;
    private final Access access;

    BrandController(BrandItems brands, Access access) {
        this.brands = brands;
        this.access = access;
    }

    @GetMapping
    Listing<BrandItem> list(PageRequest page) {
        return brands.visible(access.brands(Action.READ_MEMBERS), page);
    }

    @GetMapping("/{id}")
    BrandItem one(@PathVariable String id) {
        Ids.requireValid(id);
        if (!access.brands(Action.READ_MEMBERS).contains(id)) {
            throw new NotFound("brand", id);
        }
        return brands.find(id).orElseThrow(() -> new NotFound("brand", id));
    }
}
