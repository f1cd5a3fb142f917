# Rscript pooling.R > pooling.json: lme4::glmer, a random intercept by Laplace's approximation (nAGQ = 1), on made-up
# records; the same where segments do not differ; and the profile interval of the standard deviation.
suppressMessages({library(lme4); library(jsonlite)})
set.seed(11)
make <- function(sd, count) {
  n <- 500
  region <- sprintf("r%02d", sample(count, n, TRUE, (1:count) / sum(1:count)))
  x <- round(rnorm(n, 5, 2), 2)
  flag <- rbinom(n, 1, .3)
  effect <- rnorm(count, 0, sd)
  won <- rbinom(n, 1, plogis(-1 + .3 * (x - 5) + .6 * flag + effect[as.integer(substr(region, 2, 3))]))
  data.frame(region, x, flag, won)
}
fitOf <- function(rows, interval) {
  control <- glmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12, maxfun = 1e6), calc.derivs = FALSE, tolPwrss = 1e-13)
  fit <- glmer(won ~ x + flag + (1 | region), rows, binomial, nAGQ = 1, control = control)
  out <- list(rows = rows, coefficients = as.list(fixef(fit)), standardErrors = unname(sqrt(diag(as.matrix(vcov(fit, use.hessian = FALSE))))),
       sd = sqrt(unname(VarCorr(fit)$region[1])), logLikelihood = as.numeric(logLik(fit)),
       effects = setNames(as.list(ranef(fit, condVar = TRUE)$region[, 1]), rownames(ranef(fit)$region)),
       effectErrors = sqrt(as.vector(attr(ranef(fit, condVar = TRUE)$region, "postVar"))))
  if (interval) out$interval <- as.vector(confint(fit, parm = ".sig01", method = "profile", devtol = 1e-6))
  out
}
cat(toJSON(list(versions = list(R = R.version.string, lme4 = as.character(packageVersion("lme4"))),
  different = fitOf(make(.8, 20), TRUE), alike = fitOf(make(0, 8), FALSE)), digits = 12, auto_unbox = TRUE, dataframe = "rows"), "\n")
