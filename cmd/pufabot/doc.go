// Command pufabot is a chat bot that takes a statistics bureau's law-publicity
// campaign through December: it listens in WeCom and DingTalk work groups, keeps
// who has handed in what, and reminds those who still owe.
//
// # Attacks
//
// What people may try, what stops it, and the test that holds it (named_test.go
// sees to it that the tests exist):
//
//	forged callbacks           HMAC or SHA-1 over the request, compared in constant  TestCallbackRefusals TestRefusals
//	                           time, before anything is decrypted or decoded         TestAppCallbackRefusals
//	replayed callbacks         a message key is counted once, for ever, a purge or    TestCallbacksAreCountedOnce TestCallbackRepeats
//	                           not; timestamps have a window                         TestRepeatsGetTheSameStream TestWithinTheWindow
//	                                                                                 TestRepeatedAfterPurge
//	new bodies or ciphertexts  the signature is over the ciphertext that is opened,  TestRefusals TestAppCallbackRefusals
//	under an old signature     whatever else is in the body
//	ciphertexts for others,    the receiver and all of the padding are compared      TestNegativeVectors TestPaddingIsCheckedWhole
//	wrong padding
//	truncated, deep, huge      1 MiB before any decoding; what is incomplete is 400; TestCallbackLimitIsExact TestIncompleteMessages
//	                           an envelope has few tags                              TestMalformedBodies TestEnvelopesCostLittle
//	DingTalk bodies under a    the body is not signed, so a header pair carries new  TestPairs TestFloodUnderOnePair
//	captured header            messages for 30 s and 64 of them; robotCode, corp_id  TestCallbackShorterWindow
//	                           and callback_minutes narrow it; all is journalled
//	                           and can be taken back
//	external accounts          an id that only looks like staff is refused           TestEnvelopeDetails
//	SSRF by sessionWebhook     scheme and host must be the configured base's, when   TestOwns TestCallbackForgedSession
//	or response_url            it comes and when it is used                          TestForeignResponseURLIsDropped TestSessionGone
//	SSRF by file addresses     only hosts that may have files, only public           TestPublicAddresses TestForeignNamesMustNotLeadInside
//	                           addresses, looked at when connecting
//	SSRF by redirects          none is followed, but for files, each checked anew    TestNoRedirectIsFollowed TestRedirectsAreNotFollowed
//	                                                                                 TestRedirects TestResponseFollowsNoRedirect
//	                                                                                 TestFilesFollowNoRedirectInside
//	slow-loris                 limits for header, body and silence                   TestSlowLoris TestConnectionsAreBounded
//	inflating bodies           no request body is ever inflated; zips, Word and PDF  TestCallbackRefusals TestInflating
//	                           inflate to fixed sizes, from short directories        FuzzInspect
//	XML entities               the decoder knows XML's own five                      TestAppCallbackRefusals FuzzAppCallback
//	hostile file names         never a path; made anew when handed on                TestFileNameIsAlwaysSafe FuzzFileName FuzzFrame
//	spreadsheet formulas       words are strings, in CSV behind an apostrophe        TestNoFormulas TestCSV TestInert
//	Markdown, links, mentions  other people's words are inert spans in every         TestOtherPeoplesWordsAreInert
//	in titles and nicknames    dialect                                               TestInjectionThroughWords TestPeoplesWordsCannotMention
//	words in the calendar      folded and escaped                                    TestNothingBreaksOutOfTheCalendar FuzzCalendarText
//	another unit's figures,    policy before the ledger, for answers to questions    TestChats (attack.chat, roles.chat)
//	an observer writing,       too; a coordinator settles every binding              TestNobodyActsForAnotherUnit
//	binding hijack
//	token guessing             32 random bytes; ten wrong ones, then one a minute,   TestTokenGuessing TestGatePeersAreBounded
//	                           for each peer                                         TestBoardAdmits TestCalendarAdmits
//	other web pages, DNS       the console wants this machine, its own origin, no    TestOnlyThisMachinesOwnPage TestClockIsGuarded
//	rebinding, proxies         forwarding header
//	secrets that get out       a type that never prints; libraries' errors are       TestSecretsStayHome TestSecretsNeverPrint
//	                           replaced, they quote addresses                        TestSecretsStayOutOfErrors TestBroken
//	a changed or foreign file  checksums, hash chains, refusals                      TestTampering TestFlippedBits TestOpenRefusesForeign
//
// # Faults
//
// What may go wrong around it, and the test that makes it go wrong, with the built
// program where the names say Chaos:
//
//	kill -9                    under callers who repeat; in the middle of a backup,   TestChaosKills TestChaosKilledAtWork
//	                           an export, a restore, a purge
//	power loss                 the file as a disk could have left it                  TestPowerLoss
//	full disk                  refused aloud, told by /readyz, and on with new room   TestChaosFullDisk TestFullDiskIsTold
//	read-only disk             the same; it does not start in such a folder           TestChaosReadOnly TestChaosReadOnlyFolder
//	fsync errors               nothing is answered after one; it ends and starts      TestChaosSyncErrors
//	                           anew from what the disk has                            TestUnconfirmedSyncEndsTheStore
//	cut, foreign, empty files  refused by every subcommand, unchanged; restored       TestChaosDamagedFiles TestOpenRefusesForeign
//	flipped bits               refused, harmless, or told                             TestChaosFlippedBits TestFlippedBits
//	second process             refused; the first does not notice                     TestChaosSecondProcess
//	a start in the middle of   refused: what it wrote would be lost                   TestReplacedBeforeTheLock
//	a restore or a purge                                                             TestReplacedUnderWriters
//	clocks                     ahead, behind, to and fro: no line, no reminder lost   TestChaosClock TestClockThatWasAhead
//	                                                                                  TestClockThatWasBehind TestRandomDecembers
//	                                                                                  TestFrozenByAClockThatWasWrong
//	platforms                  every class of failure, while it is killed             TestChaosPlatforms TestRandomDecembers
package main
