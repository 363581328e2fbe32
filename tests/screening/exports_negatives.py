"""Texts of `exports` without personal data, many of which look as though they had some. Nothing in them is filled."""

from __future__ import annotations


def blocks(text: str) -> tuple[str, ...]:
    """The texts between lines of ~~~."""
    return tuple(text.strip("\n").split("\n~~~\n"))


NEGATIVE = blocks(
    """
commit 9f2c41be70d5a3381c6e0f4b27a9d8e115c3b6f2 merged into release/4.18
~~~
Job 7c1d0e9a-52b4-4f0e-9a63-1f8e2bd04c77 finished in 00:14:09 with exit code 0.
~~~
sha256: 3b7e19c0d4f2a86581b0ce77f93d2a4450e6b8c1927fd03a6e5b14c8890f2d71  export.zip
~~~
Chrome/131.0.6778.86 Safari/537.36 on Windows NT 10.0
~~~
Upgraded agent from version 10.4.2.118 to 10.5.0.7; rollback kept for 14 days.
~~~
Order #4100287731 was dispatched on 3 November and weighs 2.4 kg.
~~~
Tracking number 33XYZ0048817201 has been scanned at Chullora.
~~~
Consignment 9970 2218 4410 0381 is out for delivery.
~~~
Part no. 0412-887-310 is superseded by 0412-887-311.
~~~
Job number 0400118823 is on hold until the concrete cures.
~~~
Ticket 61298840317 has been escalated to level 2.
~~~
Asset tag 0298 4471 is the broken projector in the big meeting room.
~~~
{"orderId": 882041937, "sku": "KX-4410982", "qty": 3, "unitPrice": 49.95}
~~~
{"status": "ok", "latencyMs": 418, "tokens": {"prompt": 1204, "completion": 311}}
~~~
{"id": "evt_1NG8Du2eZvKYlo2C", "type": "invoice.paid", "created": 1762207361, "livemode": false}
~~~
{"fullName": null, "mobile": "", "email": null, "dob": null}
~~~
{"properties": {"fullName": {"type": "string"}, "dateOfBirth": {"type": "string", "format": "date"}}}
~~~
{"owner": "platform-team", "contact": "#help-search", "tier": 2}
~~~
{"lat": -33.8688197, "lng": 151.2092955, "zoom": 14}
~~~
name,email,phone
(no rows)
~~~
sku,barcode,on_hand
KX-4410,9312650418827,118
KX-4411,9312650418834,0
~~~
date,open,high,low,close,volume
2026-11-02,41.20,41.88,40.95,41.51,2204118
2026-11-03,41.60,42.02,41.33,41.97,1987340
~~~
CREATE TABLE clients (id bigint primary key, full_name text not null, tfn char(9), dob date);
~~~
SELECT count(*), state FROM matters WHERE opened_at >= '2026-07-01' GROUP BY state ORDER BY 1 DESC;
~~~
INSERT INTO products (sku, title, price) VALUES ('N4410982', 'Desk lamp, brass', 129.00);
~~~
ALTER TABLE contacts ADD COLUMN mobile varchar(16);
~~~
<xs:element name="DateOfBirth" type="xs:date" minOccurs="0"/>
~~~
<invoice number="INV-20261104-0087" total="1815.00" currency="AUD" due="2026-12-04"/>
~~~
<h2>Contact us</h2><p>Use the form below and we will answer within two business days.</p>
~~~
replicas: 3
image: registry.example.net/search:2.14.0
resources: { cpu: 500m, memory: 1Gi }
~~~
on:
  schedule:
    - cron: "30 2 * * 1"
jobs:
  test: { runs-on: ubuntu-24.04, timeout-minutes: 20 }
~~~
OPENAI_API_KEY=
LOG_LEVEL=debug
CACHE_TTL_SECONDS=3600
~~~
DB_PASSWORD=<your database password>
DB_HOST=<host>
~~~
api_key = os.environ["VENDOR_API_KEY"]
~~~
password: ${{ secrets.DEPLOY_PASSWORD }}
~~~
Authorization: Bearer <token>
~~~
Set the header X-Api-Key to the key shown on your dashboard and rotate it every 90 days.
~~~
Passwords must be at least 14 characters and may not repeat the last five.
~~~
const total = items.reduce((sum, item) => sum + item.price * item.qty, 0);
~~~
def parse_phone(value: str) -> str | None:
    return re.sub(r"[^0-9+]", "", value) or None
~~~
for name, mobile in contacts.items():
    logger.info("queued %d messages", len(mobile))
~~~
@app.get("/v1/contacts/{contact_id}")
async def read_contact(contact_id: int) -> Contact: ...
~~~
npm install @fontsource/inter@5.1.0 vite@6.0.1
~~~
pip install "fastapi==0.115.5" "uvicorn[standard]==0.32.1"
~~~
x509: signature algorithm 1.2.840.113549.1.1.11 is not permitted by policy
~~~
2026-11-04 08:13:55,120 WARN pool-2-thread-7 Queue depth 20418 exceeds 20000
~~~
Nov  4 03:22:10 gw01 kernel: [1204418.337201] eth0: link is down
~~~
java.lang.NullPointerException: Cannot invoke "String.trim()" because "surname" is null
\tat au.example.forms.Names.clean(Names.java:44)
~~~
panic: runtime error: index out of range [7] with length 7
goroutine 118 [running]: main.parse(0xc000118820, 0x1f)
~~~
HTTP/1.1 429 Too Many Requests
Retry-After: 30
X-Request-Id: req_8c41f0e27b
~~~
ETag: "5f3c-61b2a9e0d4c80"
Content-Length: 24380
~~~
p50=41ms p95=188ms p99=412ms rps=1204 errors=0.03% heap=812MiB
~~~
/var/lib/discovery/HGC/2026-11-03/batch_00418/page_0217.tif
~~~
C:\\Matters\\2026\\00418\\Correspondence\\Draft letter v7.docx
~~~
s3://matter-exports/2026/11/04/part-00017-c000.snappy.parquet
~~~
--brand: #0a4f8c; --accent: #f2a900; --ink: #1d1d1f;
~~~
Use #04128834 only on dark grounds; on light ones the contrast fails.
~~~
HGC.0001.0004.0217 to HGC.0001.0004.0388 are privileged and were withheld.
~~~
Exhibit 14, tab 3, page 217, line 18 to page 219, line 4.
~~~
Mabo v Queensland (No 2) (1992) 175 CLR 1 at 42 per Brennan J.
~~~
House v The King (1936) 55 CLR 499; [1936] HCA 40.
~~~
See [2024] NSWCA 118 at [44]-[51], leave refused [2025] HCASL 12.
~~~
French CJ and Gageler J dissented on the second ground; Bell J agreed with the orders.
~~~
Section 18 of Schedule 2 to the Competition and Consumer Act 2010 (Cth) prohibits misleading conduct.
~~~
r 36.16(3A) of the Uniform Civil Procedure Rules 2005 (NSW) allows 14 days.
~~~
The Privacy Act 1988 (Cth), s 6(1), says what personal information is; APP 11 says how to keep it.
~~~
Do not quote your TFN in an email; payroll will ask for it through the portal.
~~~
If no TFN is given, 47% is withheld from the interest.
~~~
Suppliers without an ABN have 47% withheld, see the notice of 1 July.
~~~
The Medicare levy is 2% of taxable income; item 23 is rebated at $42.85.
~~~
A BSB has six digits: the first two say which bank it is, the third the state.
~~~
What does the last digit of an Australian passport number mean, and is it checked at the gate?
~~~
How long does a P2 driver licence last in Victoria compared with Queensland?
~~~
Which regex would match an Australian mobile number with or without spaces?
~~~
Can you write a JSON schema for a customer with a name, an email, a phone and an address?
~~~
Released under the Creative Commons Attribution 4.0 licence.
~~~
Liquor licence no. LIQP770035288 permits trade until midnight.
~~~
GL account 61150 Travel, cost centre 4410, project 00983, $1,204.50 DR.
~~~
Journal 2026-0417: debit 1200 Trade debtors 18,150.00, credit 4000 Fees 16,500.00, credit 2200 GST 1,650.00.
~~~
Opening balance 4,118.02  Fees 12.00  Interest 3.77  Closing balance 4,109.79
~~~
12/11/2026  EFTPOS 8841 CORNER PANTRY MEREWETHER   -12.40
12/11/2026  INTERNATIONAL TXN FEE   -0.37
~~~
ISIN AU000000WXY4 closed at 18.44, down 1.2 per cent.
~~~
Container MSKU4410982 cleared customs at Port Botany on Tuesday.
~~~
Flight QF43 SYD-DPS departs 10:15 from gate 54, baggage 30 kg.
~~~
Lot 118 in DP 1044721 is zoned R2 and lies within the heritage area.
~~~
Volume 8812 Folio 417 is subject to an easement for drainage 3 metres wide.
~~~
Form 410-118 replaces form 410-092 from 1 January.
~~~
Traffic on Parramatta Road was slow past Leichhardt this morning.
~~~
Alice Springs, Charlotte Pass, Mount Isa and Victor Harbor are all on the route.
~~~
The tender closes at 2 pm on 28 November 2026; late bids are not opened.
~~~
Incorporated 14/02/2019, last annual review 14/02/2026, next 14/02/2027.
~~~
Expiry 03/2028. Batch L20418. Keep below 25 degrees.
~~~
Paracetamol 500 mg, two tablets every six hours, no more than eight a day.
~~~
Hb 131 g/L (115-165), WCC 6.4, Plt 240, CRP 3, eGFR >90.
~~~
Dell Latitude 7450, Logitech MX Master 3S, Jabra Evolve2 65: three of each for the new starters.
~~~
Harrowgate Civil, Alder & Finch Lawyers and Tallow & Pike are the shortlisted firms.
~~~
Allens, Clayton Utz and King & Wood Mallesons acted on the float.
~~~
The Commissioner of Taxation issued TR 2026/3 and withdrew TD 2004/36.
~~~
The Attorney-General tabled the report; the Ombudsman welcomed recommendations 4, 7 and 12.
~~~
ok cool see u there at 6 ill bring the esky
~~~
lol no way the bus was 40 mins late again
~~~
yeah can u resend the link it says expired
~~~
BOT: Is there anything else I can help with today?
USER: no thats all thx
~~~
Agent: Do you have your order number handy?
Customer: yes 4100287740
~~~
[inaudible] so then we, um, basically we moved the whole thing to the second quarter.
~~~
NAME: ____________________   DATE: ___/___/______   PHONE: ____________________
~~~
[ ] I have read the terms   [ ] Send me news   [x] I am over 18
~~~
Surname ..............................
Given names ..........................
Date of birth ..... / ..... / .........
~~~
| Quarter | Revenue | Margin |
|---|---|---|
| Q1 | 1,204,400 | 31.2% |
| Q2 | 1,310,950 | 29.8% |
~~~
1. Preheat to 180. 2. Fold 250 g flour into 125 g butter. 3. Bake 35-40 minutes.
~~~
BEGIN:VEVENT
DTSTART:20261118T003000Z
DTEND:20261118T013000Z
SUMMARY:Sprint review
END:VEVENT
~~~
Dear Sir or Madam, We refer to your letter of 3 November and enclose the amended notice.
~~~
Meeting ID: 884 1209 4471, starts 9:30 am AEDT, recorded.
~~~
ISBN 978-0-409-35120-4, 3rd ed, 2024, 812 pages.
~~~
doi:10.1017/s0020589324000118
~~~
Model gpt-4o-mini-2024-07-18, temperature 0.2, max_tokens 1024, seed 418820417.
~~~
Epoch 7/20 - loss: 0.2041 - val_loss: 0.2318 - 41s 118ms/step
~~~
Score 112-98 at the Gabba; stumps day 2, 418 for 7 declared.
~~~
Mark as read, archive, or snooze until Monday.
~~~
Will and Grace is on at 8.30, then the news.
~~~
Meter reading 048817 on 2 November, 047902 on 3 August: 915 kWh.
"""
)
