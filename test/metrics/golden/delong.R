# DeLong's interval and paired test by pROC 1.18.0 (Debian 12 packages) on the columns of inference.json.
# Run: Rscript delong.R > delong.json
suppressMessages({ library(pROC); library(jsonlite) })
golden <- fromJSON("inference.json")
a <- roc(golden$outcomes, golden$scoresA, quiet = TRUE, direction = "<")
b <- roc(golden$outcomes, golden$scoresB, quiet = TRUE, direction = "<")
interval <- as.numeric(ci.auc(a, method = "delong"))
test <- roc.test(a, b, method = "delong", paired = TRUE)
cat(toJSON(list(
  version = as.character(packageVersion("pROC")),
  auc = as.numeric(a$auc), standardError = sqrt(var(a, method = "delong")),
  low = interval[1], high = interval[3],
  z = as.numeric(test$statistic), p = test$p.value, covariance = cov(a, b, method = "delong")
), auto_unbox = TRUE, digits = NA, pretty = TRUE), "\n")
