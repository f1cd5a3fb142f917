# Rscript elasticNet.R > elasticNet.json: glmnet on the made-up records (made here, kept in the JSON).
# The matrix has a standardised column per number (missing taken as the mean), an indicator per missing number that
# 10 records or more lack, and one per level.
suppressMessages({library(glmnet); library(jsonlite)})
set.seed(7)
n <- 240
x <- round(rnorm(n, 40, 12), 1); z <- round(rexp(n, 1 / 3), 2); noise <- round(rnorm(n), 3)
level <- sample(c("web", "fair", "referral", "partner"), n, TRUE, c(.4, .3, .2, .1))
effect <- c(web = 0, fair = -1, referral = 1.2, partner = .4)
won <- rbinom(n, 1, plogis(.05 * (x - 40) - .2 * z + effect[level]))
weight <- sample(c(0.5, 1, 2, 3), n, TRUE)
fold <- sample(rep(1:6, length.out = n))
gone <- runif(n) < .15
x[gone] <- NA
matrixOf <- function(w) {
  full <- x; full[gone] <- sum((w * x)[!gone]) / sum(w[!gone])
  cbind("level = fair" = level == "fair", "level = partner" = level == "partner", "level = referral" = level == "referral",
        "level = web" = level == "web", noise = noise, x = full, "x (missing)" = gone, z = z) + 0
}

fitOf <- function(alpha, w) {
  m <- matrixOf(w)
  fit <- glmnet(m, won, "binomial", weights = w, alpha = alpha, nlambda = 40, thresh = 1e-22, maxit = 1e8)
  cv <- cv.glmnet(m, won, family = "binomial", weights = w, alpha = alpha, lambda = fit$lambda, foldid = fold,
                  thresh = 1e-22, maxit = 1e8)
  list(mix = alpha, weighted = any(w != 1), lambda = fit$lambda, intercept = unname(fit$a0), nonzero = unname(fit$df),
       beta = lapply(seq_along(fit$lambda), function(k) as.list(fit$beta[, k])),
       deviance = deviance(fit) / sum(w), nullDeviance = fit$nulldev / sum(w),
       crossValidated = cv$cvm, standardError = cv$cvsd, minimum = cv$lambda.min, oneStandardError = cv$lambda.1se)
}
wide <- local({
  n <- 40; p <- 90
  x <- matrix(round(rnorm(n * p), 3), n, p)
  won <- rbinom(n, 1, plogis(1.5 * x[, 1] - x[, 2] + x[, 3]))
  fit <- glmnet(x, won, "binomial", alpha = .9, nlambda = 30, thresh = 1e-22, maxit = 1e8)
  list(x = x, won = won, mix = .9, lambda = fit$lambda, intercept = unname(fit$a0),
       beta = t(as.matrix(fit$beta)), nonzero = unname(fit$df))
})
one <- rep(1, n)
cat(toJSON(list(
  versions = list(R = R.version.string, glmnet = as.character(packageVersion("glmnet"))),
  rows = data.frame(x, z, noise, level, won, weight, fold),
  fits = list(fitOf(1, one), fitOf(.5, one), fitOf(.1, one), fitOf(1, weight)), wide = wide),
  digits = 12, na = "null", auto_unbox = TRUE, dataframe = "rows"), "\n")
