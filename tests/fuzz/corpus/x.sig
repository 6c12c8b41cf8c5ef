{
  "format": "pratique signature 1",
  "by": "A. Counsel",
  "public_key": "dd75c382993d9e859dfe1c22ae46cb2668502ced3bfff3f1515f56ea54658eb2",
  "signature": "5d40f4bee4e1cee935b7e012d3c90054540d7dfcfc45a6ad4302dce9994961e14eabf20acd54125d0ba695c8a481ac48c5d32ebd0798f83b42ed4fc13667a103"
}
