package org.parvis.identity.brand;

import org.parvis.axon.Commands;
import org.parvis.boot.Shown;
import org.parvis.identity.brand.list.BrandItem;
import org.parvis.identity.brand.list.BrandItems;
import org.parvis.identity.house.HouseAccess;
import org.springframework.stereotype.Component;

/** Sets up and describes brands, for whoever administers the whole house. */
@Component
final class BrandDesk {

    private final Commands commands;
    private final BrandItems brands;
    private final HouseAccess house;

    BrandDesk(Commands commands, BrandItems brands, HouseAccess house) {
        this.commands = commands;
        this.brands = brands;
        this.house = house;
    }

    /** @return whether the brand is new */
    boolean register(String brandId, BrandDescription description) {
        house.require("brand:" + brandId);
        var isNew = commands.send(new RegisterBrand(brandId, description));
        Shown.soon(() -> brands.find(brandId).isPresent());
        return Boolean.TRUE.equals(isNew);
    }

    void change(String brandId, BrandDescription description) {
        house.require("brand:" + brandId);
        commands.send(new ChangeBrand(brandId, description));
        var expected = new BrandItem(
                brandId, description.name(), description.country(), description.languages(), description.zone());
        Shown.soon(() -> brands.find(brandId).filter(expected::equals).isPresent());
    }
}
