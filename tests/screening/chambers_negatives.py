"""The pieces of `chambers` without anybody's data, full of what looks like it."""

from __future__ import annotations

NEGATIVE = tuple(
    """\
§ See House v The King (1936) 55 CLR 499 at 504-505, and compare Norbis v Norbis (1986) 161 CLR 513.
§ Mabo v Queensland (No 2) (1992) 175 CLR 1; [1992] HCA 23 is at tab 31 of the authorities.
§ In Kioa v West (1985) 159 CLR 550, Mason J said at 584 that fairness is a flexible quality.
§ Counsel relies on Briginshaw v Briginshaw (1938) 60 CLR 336 and s 140(2) of the Evidence Act 1995 (Cth).
§ Jones v Dunkel (1959) 101 CLR 298 does not fill the gap, see ASIC v Hellicar (2012) 247 CLR 345 at [165]-[170].
§ The President (Bell P, Meagher and Leeming JJA agreeing) dismissed the appeal with costs on 14 October 2021.
§ His Honour Judge Hatcher SC stood the matter over to 9.30 am on 17 March 2027 in Court 12B.
§ Before Registrar Parkin, 2 pm, Thursday 4 February 2027. Bring four copies.
§ Stanford v Stanford [2012] HCA 52 is where to start with s 79, and the four steps come second.
§ 1. Application filed 3 June 2024.
2. Response filed 1 July 2024.
3. First return 22 August 2024, adjourned.
4. Conciliation conference 11 February 2025.
§ Proceeding number 2025/00184471, listed in the Common Law Division at Sydney.
§ File no. (P)MLC4471/2024 in the Federal Circuit and Family Court of Australia (Division 1).
§ Our ref: CLC:26:10442. Your ref: LIT/778120/JB. Please quote both.
§ Please find attached invoice 00048213 for $3,960.00 inclusive of GST, due on 30 November 2026.
§ Trust receipt no. 104482, cheque no. 000317, deposit slip 88.
§ The judgment sum is $148,220.16, with interest at 9.35% from 1 July 2024 to date.
§ Clause 14.2(b)(iii) of the lease survives termination; clause 22.1 does not.
§ Regulation 2.43(1)(p) and item 3.1 of Schedule 4 to the Migration Regulations 1994 are in point.
§ Practice Note SC EQ 11 requires leave before any discovery; see paragraphs 4 to 6.
§ Form 13.1, version 4.2.0, replaced the earlier financial statement in September 2021.
§ Australia Post article 33XYZ 00481 2278 0105 was delivered to the registry at 10.41 am.
§ StarTrack consignment 9RZ50012847 is still in Chullora.
§ Lot 14 in Deposited Plan 778120, being the land in folio identifier 14/778120.
§ Certificate of title volume 09817 folio 442 was cancelled on conversion.
§ The vehicle is a white Toyota Corolla, build date 06/2014, odometer 188,214 km.
§ ISBN 978 0 455 24188 3, fourth edition, is out of print; the library has two.
§ The Commissioner of Taxation may be joined. The Registrar-General need not be.
§ Legal Aid NSW refused the grant on merit; the review committee sits on the first Monday of the month.
§ Hargrave Tully Lawyers and Pym Odgers Partners both act for insurers in this list.
§ Subpoenas went to Westpac, Services Australia, Monash Health and the Royal Adelaide Hospital.
§ Chambers will be closed from 5 pm on 18 December 2026 and reopens on 11 January 2027.
§ Counsel's fee is $4,400 a day plus GST, with two days' preparation and a cancellation fee of 50%.
§ Write a one-page summary of the Palmer litigation about border closures for first-year students.
§ Summarise for a lay client what an apprehended domestic violence order does and how long it lasts.
§ Draft an email to the registry asking for an audio-visual link. Leave the names blank.
§ What is the difference between a TFN and an ABN, and does a sole trader need both?
§ Should a client's Medicare card be copied, or only sighted, for the 100-point check?
§ BSB and account number to be supplied by the payee in writing and confirmed by telephone.
§ Full name: ____________________  Date of birth: ___ / ___ / ______  Phone: ____________
§ Name ................ [redacted]
Address ............. [suppressed by order of 4 May 2025]
Tax file number ..... not provided
§ Driver licence: sighted / not sighted (strike out one). Class C only. Expires 2029.
§ Passports are surrendered to the registry between 9 am and 4 pm; allow 10 working days for return.
§ The client's date of birth is not known; the school guessed the year.
§ Do not put your password in an email. The help desk will never ask for it.
§ Passwords must have 12 characters, one of them a digit, and change every 90 days.
§ Credit cards accepted: Visa and Mastercard, surcharge 0.75%. No American Express.
§ IBANs are not used for Australian accounts; a payer abroad needs the SWIFT code and the BSB.
§ The server logs were lost when version 7.4.2 was upgraded to 7.5.0 in March.
§ IP addresses were retained for two years under Part 5-1A of the Telecommunications (Interception and Access) Act 1979.
§ Exhibit JB-4, pages 112 to 118, and Exhibit JB-11, page 402, were tendered without objection.
§ Transcript 14/5/25, T 118.22-119.04: "I object to that, your Honour."
§ Document ID | Date | Description
ABC.0001.0002.0417 | 12/06/2023 | Board minutes
ABC.0001.0003.1120 | 30/06/2023 | Valuation
§ Item | Qty | Price
Lever arch folders | 24 | $7.20
Dividers, 1-31 | 60 | $3.95
§ matter;stage;next date
2026/113;pleadings;2027-02-09
2026/140;mediation;2027-03-02
§ Court\tFee\tFrom
Local Court\t$112\t1 July 2026
District Court\t$818\t1 July 2026
§ LIST OF AUTHORITIES
1. Barnes v Addy (1874) LR 9 Ch App 244
2. Farah Constructions v Say-Dee (2007) 230 CLR 89
3. Muschinski v Dodds (1985) 160 CLR 583
§ Chief Justice Gageler, with Justices Gordon, Edelman, Steward, Gleeson, Jagot and Beech-Jones, reserved on 6 August.
§ The Attorney-General for the State of Queensland intervened in Palmer v Western Australia (2021) 272 CLR 505.
§ The accident was on the Bruce Highway about 3 km south of Gin Gin, where the limit is 100 km/h.
§ A view was held at Circular Quay, then on the Parramatta Road near Leichhardt, without any evidence being taken.
§ The Wollongong list goes to Campbelltown in January, Parramatta in February.
§ She was treated at Royal Darwin Hospital, then moved to Katherine; nothing turns on the dates.
§ The age pension went up to $1,178.70 a fortnight on 20 September 2025.
§ WorkCover claim 05-778120-K is closed. The insurer's decision notice is dated 12 March 2025.
§ Impairment of 17% under the AMA Guides, 5th edition, Table 15-3, page 384.
§ Medicare benefits item 23 rose; item 36 did not. The Schedule of 1 November lists both.
§ Visa subclass 309/100, 820/801 and 866 are dealt with by different teams.
§ Direction no. 110 replaced Direction no. 99 on 21 June 2024.
§ Penalty units are $330 from 7 November 2024, so 60 units is $19,800.
§ The limitation period of 6 years ran from 30 June 2019 and expired on 30 June 2025.
§ Interest: 2023-24 8.35%, 2024-25 8.35%, 2025-26 7.60%.
§ HTTP 429, retry after 20 seconds; the export stopped at row 104,882 of 250,000.
§ commit 9f2c1ab, build 20261104.3, tested on Windows 10.0.19045 and macOS 15.1.
§ The ABA's guide says seven folders, A4, double-sided, tabs 1 to 212.
§ Ring the list clerk after 4 pm for the reserve list; numbers are on the court's web site.
§ The plaintiff, the first defendant and the cross-claimant each tendered one report; no expert was called.
§ Husband says Tuesday, wife says Wednesday; the child's school diary says neither.
§ Mum's solicitor will send the parenting plan when Grandma has read it.
§ Grant of leave is one thing, will of the testator another; mark the exhibit and bill the time.
§ The Bill was read a third time; the Grant was frank in its purpose; the Church was not a party.
§ Parliament passed the Crimes (Domestic and Personal Violence) Act 2007 (NSW) with s 13(1) in its present form.
§ Calderbank v Calderbank [1975] 3 WLR 586 letters should say "without prejudice save as to costs".
§ Mareva and Anton Piller orders are now called freezing and search orders: r 25.11 and r 25.19 UCPR.
§ King & Wood Mallesons took over from Slater and Gordon in the class action against Volkswagen.
§ Counsel must read Cross on Evidence, Ritchie's and Meagher, Gummow and Lehane before the moot.
§ The Holt, Whitlam and Fraser governments come up in the constitutional law notes, week 4.
§ The portrait of Sir Owen Dixon in the foyer is on loan to the Supreme Court Library until May 2027.
§ Dear Sir or Madam, we refer to your letter of 3 November 2026 and enclose a sealed copy of the orders.
§ ORDERS
1. The time for filing is extended to 4 pm on 12 February 2027.
2. Costs reserved.
3. Liberty to apply on 3 days' notice.
§ Copier code changed. 48,217 pages this quarter, up from 39,905.
§ Catering for 14 on Level 3: 9 regular, 4 vegetarian, 1 gluten free, $18.50 a head.
§ Flight QF 437 leaves Melbourne at 7.00 am, booking code to come, seat 22C if possible.
§ Train 8.14 from Central, platform 24, change at Strathfield, registry by 9.05.
§ Conflict check on 3 November returned 0 hits of 18,204 matters.
§ Retain for 7 years, then destroy: box 1184, row 12, shelf C, barcode 300048217.
§ The letter is addressed to "The Proper Officer" and the envelope to "The Occupier".
§ Client is a single mother of three in her thirties from the western suburbs, on JobSeeker, no prior convictions.
§ Between 2001 and 2009 the company had 412 employees in 7 States and Territories.
""".removeprefix("§ ")
    .strip("\n")
    .split("\n§ ")
)
