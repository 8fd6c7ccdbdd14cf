package store

import "pufabot/messages"

// DeliveriesAfter visits the deliveries that were enqueued after the one with
// this number, in order, until fn gives false.
func (tx *Tx) DeliveriesAfter(seq uint64, fn func(messages.Delivery) bool) {
	for seq++; seq <= tx.count().Deliveries; seq++ {
		if d, ok := tx.delivery(seq); !ok || !fn(d) {
			return
		}
	}
}

// LastDelivery is the number of the newest delivery; 0: there is none.
func (tx *Tx) LastDelivery() uint64 { return tx.count().Deliveries }
