package store

// batch is what some functions have written, one after the other, and those who wait
// for it. It lies over the file, and over the batch before it while that one is on
// its way to the disk; so its functions see all that was written before them.
type batch struct {
	layer
	jobs []*job // all that have not failed

	over   *batch
	failed bool // it did not reach the disk; under the group's lock
}

// work runs jobs in a batch. One that fails is answered at once.
func (db *DB) work(jobs []*job, b *batch) {
	var err error
	var tx *Tx // of the job that is running
	at := 0
	defer func() { // a function has ended this goroutine, or a page could not be read
		if at == len(jobs) {
			return
		}
		if tx != nil {
			tx.takeBack()
		}
		left := jobs[at+1:]
		if err != nil {
			refuse(left, err)
			left = nil
		} else {
			err = ErrClosed
		}
		refuse(jobs[at:at+1], err)
		db.group.mu.Lock()
		defer db.group.mu.Unlock()
		db.group.again(left)
	}()
	defer catchFault(&err)()
	file, over, err := db.snapshot()
	if err != nil {
		return
	}
	defer rollback(file)
	last := db.begin(file, over) // of the last job that has not failed
	last.top = &b.layer
	if b.over != nil {
		last.under = &b.over.layer
	}
	for ; at < len(jobs); at++ {
		j := jobs[at]
		j.err, j.panicked = nil, nil
		tx = last.next()
		j.guard(func() error { return tx.run(j.fn) })
		if j.err != nil || j.panicked != nil {
			tx.takeBack()
			close(j.done)
			continue
		}
		last, b.jobs = tx, append(b.jobs, j)
	}
}

func refuse(jobs []*job, err error) {
	for _, j := range jobs {
		j.err = err
		close(j.done)
	}
}

// persist commits a batch.
func (db *DB) persist(b *batch) error {
	if err := db.unsure.known(); err != nil { // also for who has only read: it may have been what the disk lacks
		return err
	}
	if b.Len() == 0 {
		return nil
	}
	return db.keep(&b.layer, false)
}
