-- Nothing is kept here: what is told lives for the moment of its telling. The schema holds the functions.
create schema live;
