/**
 * NASA's public archive with the C-MAPSS data: a zip of about 12 MB that holds CMAPSSData.zip, which holds the files.
 * Source: NASA Prognostics Center of Excellence, Data Set Repository, entry "Turbofan Engine Degradation Simulation"
 * (https://www.nasa.gov/intelligent-systems-division/discovery-and-systems-health/pcoe/pcoe-data-set-repository/).
 * NASA moves its archives now and then; the checksums hold for every place.
 */
export const publishedArchiveUrl =
  'https://phm-datasets.s3.amazonaws.com/NASA/6.+Turbofan+Engine+Degradation+Simulation+Data+Set.zip';
