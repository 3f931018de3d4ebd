// The connection behind a Store, for the files that Store is made of.
#ifndef STORE_OPEN_STORE_H_
#define STORE_OPEN_STORE_H_

#include <type_traits>

#include "store/connection.h"

namespace store {

struct Store::Connection : store::Connection {
  using store::Connection::Connection;

  // All that `body` writes, or nothing of it. Waits for another writer first, so that it never
  // has to give up half way.
  template <typename Body>
  auto Write(const Body& body) {
    return Guarded([&] {
      SQLite::Transaction transaction(database(), SQLite::TransactionBehavior::IMMEDIATE);
      if constexpr (std::is_void_v<decltype(body())>) {
        body();
        transaction.commit();
      } else {
        auto result = body();
        transaction.commit();
        return result;
      }
    });
  }

  // As Write, and on the disk when it returns: for what cannot be made again from files.
  template <typename Body>
  auto WriteForGood(const Body& body) {
    Guarded([&] { database().exec("PRAGMA synchronous = FULL"); });
    const auto result = Write(body);
    Guarded([&] { database().exec("PRAGMA synchronous = NORMAL"); });
    return result;
  }

  // All that `body` reads is of one state of the database.
  template <typename Body>
  auto Read(const Body& body) {
    return Guarded([&] {
      const SQLite::Transaction transaction(database(), SQLite::TransactionBehavior::DEFERRED);
      return body();
    });
  }
};

}  // namespace store

#endif  // STORE_OPEN_STORE_H_
