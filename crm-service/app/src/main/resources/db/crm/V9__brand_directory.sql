-- Every service knows the brands of the house in one and the same way, from boot's brand_directory.
drop table brand;
