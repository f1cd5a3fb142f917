;; The block kernel of fitLogistic in WebAssembly SIMD: what plainKernel.ts does, two rows at a time. Even rows are
;; the first lane of every sum, odd rows the second, and plainKernel.ts adds in the same order, so that both give the
;; same bits. Pointers are in bytes, `bytes` is 8 times the number of rows rounded up to a multiple of 16; a column
;; takes 520 · 8 = 4160 bytes. Assembled by test/training/kernel/assemble.ts into kernelBinary.ts.
(module
  (import "kernel" "memory" (memory 1))

  ;; column = (column − mean) · inverse, 0 for NaN; margins += coefficient · column
  (func (export "load")
    (param $column i32) (param $bytes i32) (param $margins i32)
    (param $mean f64) (param $inverse f64) (param $coefficient f64)
    (local $end i32) (local $means v128) (local $inverses v128) (local $coefficients v128) (local $value v128)
    (local.set $end (i32.add (local.get $column) (local.get $bytes)))
    (local.set $means (f64x2.splat (local.get $mean)))
    (local.set $inverses (f64x2.splat (local.get $inverse)))
    (local.set $coefficients (f64x2.splat (local.get $coefficient)))
    (loop $rows
      (local.set $value
        (f64x2.mul (f64x2.sub (v128.load (local.get $column)) (local.get $means)) (local.get $inverses)))
      (local.set $value (v128.and (local.get $value) (f64x2.eq (local.get $value) (local.get $value))))
      (v128.store (local.get $column) (local.get $value))
      (v128.store (local.get $margins)
        (f64x2.add (v128.load (local.get $margins)) (f64x2.mul (local.get $coefficients) (local.get $value))))
      (local.set $margins (i32.add (local.get $margins) (i32.const 16)))
      (br_if $rows
        (i32.lt_u (local.tee $column (i32.add (local.get $column) (i32.const 16))) (local.get $end)))))

  ;; sums[j] += Σ column j · residuals, for three columns at a time
  (func (export "project")
    (param $columns i32) (param $count i32) (param $bytes i32) (param $residuals i32) (param $sums i32)
    (local $a i32) (local $r i32) (local $end i32)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $residual v128)
    (local.set $end (i32.add (local.get $residuals) (local.get $bytes)))
    (loop $triples
      (local.set $a (local.get $columns))
      (local.set $r (local.get $residuals))
      (local.set $s0 (v128.const i64x2 0 0))
      (local.set $s1 (v128.const i64x2 0 0))
      (local.set $s2 (v128.const i64x2 0 0))
      (loop $rows
        (local.set $residual (v128.load (local.get $r)))
        (local.set $s0 (f64x2.add (local.get $s0) (f64x2.mul (v128.load (local.get $a)) (local.get $residual))))
        (local.set $s1
          (f64x2.add (local.get $s1) (f64x2.mul (v128.load offset=4160 (local.get $a)) (local.get $residual))))
        (local.set $s2
          (f64x2.add (local.get $s2) (f64x2.mul (v128.load offset=8320 (local.get $a)) (local.get $residual))))
        (local.set $a (i32.add (local.get $a) (i32.const 16)))
        (br_if $rows (i32.lt_u (local.tee $r (i32.add (local.get $r) (i32.const 16))) (local.get $end))))
      (call $add (local.get $sums) (local.get $s0))
      (call $add (i32.add (local.get $sums) (i32.const 8)) (local.get $s1))
      (call $add (i32.add (local.get $sums) (i32.const 16)) (local.get $s2))
      (local.set $sums (i32.add (local.get $sums) (i32.const 24)))
      (local.set $columns (i32.add (local.get $columns) (i32.const 12480)))
      (br_if $triples (i32.gt_s (local.tee $count (i32.sub (local.get $count) (i32.const 3))) (i32.const 0)))))

  ;; every column times roots
  (func (export "scale") (param $columns i32) (param $count i32) (param $bytes i32) (param $roots i32)
    (local $a i32) (local $r i32) (local $end i32)
    (local.set $end (i32.add (local.get $roots) (local.get $bytes)))
    (loop $each
      (local.set $a (local.get $columns))
      (local.set $r (local.get $roots))
      (loop $rows
        (v128.store (local.get $a) (f64x2.mul (v128.load (local.get $a)) (v128.load (local.get $r))))
        (local.set $a (i32.add (local.get $a) (i32.const 16)))
        (br_if $rows (i32.lt_u (local.tee $r (i32.add (local.get $r) (i32.const 16))) (local.get $end))))
      (local.set $columns (i32.add (local.get $columns) (i32.const 4160)))
      (br_if $each (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))

  ;; products[i][j] += Σ column i · column j for j ≤ i and a little above, in tiles of 3 × 3; count is a multiple of 3
  (func (export "square") (param $columns i32) (param $count i32) (param $bytes i32) (param $products i32)
    (local $i i32) (local $j i32) (local $width i32)
    (local.set $width (i32.shl (local.get $count) (i32.const 3)))
    (loop $downwards
      (local.set $j (i32.const 0))
      (loop $across
        (call $tile
          (i32.add (local.get $columns) (i32.mul (local.get $i) (i32.const 4160)))
          (i32.add (local.get $columns) (i32.mul (local.get $j) (i32.const 4160)))
          (local.get $bytes)
          (i32.add (local.get $products)
            (i32.add (i32.mul (local.get $i) (local.get $width)) (i32.shl (local.get $j) (i32.const 3))))
          (local.get $width))
        (br_if $across (i32.le_u (local.tee $j (i32.add (local.get $j) (i32.const 3))) (local.get $i))))
      (br_if $downwards (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 3))) (local.get $count)))))

  (func $tile (param $a i32) (param $b i32) (param $bytes i32) (param $out i32) (param $width i32)
    (local $end i32) (local $x v128) (local $y v128) (local $z v128) (local $u v128)
    (local $s0 v128) (local $s1 v128) (local $s2 v128)
    (local $s3 v128) (local $s4 v128) (local $s5 v128)
    (local $s6 v128) (local $s7 v128) (local $s8 v128)
    (local.set $end (i32.add (local.get $a) (local.get $bytes)))
    (loop $rows
      (local.set $x (v128.load (local.get $a)))
      (local.set $y (v128.load offset=4160 (local.get $a)))
      (local.set $z (v128.load offset=8320 (local.get $a)))
      (local.set $u (v128.load (local.get $b)))
      (local.set $s0 (f64x2.add (local.get $s0) (f64x2.mul (local.get $x) (local.get $u))))
      (local.set $s3 (f64x2.add (local.get $s3) (f64x2.mul (local.get $y) (local.get $u))))
      (local.set $s6 (f64x2.add (local.get $s6) (f64x2.mul (local.get $z) (local.get $u))))
      (local.set $u (v128.load offset=4160 (local.get $b)))
      (local.set $s1 (f64x2.add (local.get $s1) (f64x2.mul (local.get $x) (local.get $u))))
      (local.set $s4 (f64x2.add (local.get $s4) (f64x2.mul (local.get $y) (local.get $u))))
      (local.set $s7 (f64x2.add (local.get $s7) (f64x2.mul (local.get $z) (local.get $u))))
      (local.set $u (v128.load offset=8320 (local.get $b)))
      (local.set $s2 (f64x2.add (local.get $s2) (f64x2.mul (local.get $x) (local.get $u))))
      (local.set $s5 (f64x2.add (local.get $s5) (f64x2.mul (local.get $y) (local.get $u))))
      (local.set $s8 (f64x2.add (local.get $s8) (f64x2.mul (local.get $z) (local.get $u))))
      (local.set $b (i32.add (local.get $b) (i32.const 16)))
      (br_if $rows (i32.lt_u (local.tee $a (i32.add (local.get $a) (i32.const 16))) (local.get $end))))
    (call $add (local.get $out) (local.get $s0))
    (call $add (i32.add (local.get $out) (i32.const 8)) (local.get $s1))
    (call $add (i32.add (local.get $out) (i32.const 16)) (local.get $s2))
    (local.set $out (i32.add (local.get $out) (local.get $width)))
    (call $add (local.get $out) (local.get $s3))
    (call $add (i32.add (local.get $out) (i32.const 8)) (local.get $s4))
    (call $add (i32.add (local.get $out) (i32.const 16)) (local.get $s5))
    (local.set $out (i32.add (local.get $out) (local.get $width)))
    (call $add (local.get $out) (local.get $s6))
    (call $add (i32.add (local.get $out) (i32.const 8)) (local.get $s7))
    (call $add (i32.add (local.get $out) (i32.const 16)) (local.get $s8)))

  ;; adds the lanes to a number in memory, the first lane first
  (func $add (param $at i32) (param $sums v128)
    (f64.store (local.get $at)
      (f64.add
        (f64.add (f64.load (local.get $at)) (f64x2.extract_lane 0 (local.get $sums)))
        (f64x2.extract_lane 1 (local.get $sums)))))
)
