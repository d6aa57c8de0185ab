"""Postings written for these tests: several industries, languages and shapes."""

SOFTWARE = """\
Senior Backend Engineer (m/f/d)
Company: Northwind Labs
Location: Utrecht, Netherlands
Employment type: Full-time
Date posted: 2026-10-03

About us
We are a market leader in parcel tracking and we use Kotlin everywhere.

What you will do
- Design and build services that track two million parcels a day
- Review code and mentor two younger colleagues

Requirements
- 5+ years of experience in software development
- Python, SQL and Docker
- React or Vue
- Bachelor's degree in computer science or equivalent experience
- Fluent in English; Dutch is a plus
- Kubernetes preferred

What we offer
- 30 days of holidays and a Java user group

Equal opportunity
We welcome applicants regardless of gender, age or religion. A master's degree is not expected.

How to apply
Send your CV and mention Rust in the subject.
"""

NURSE = """\
Registered Nurse - Intensive Care

Duties:
* Assess patients and administer medication
* Keep patient records up to date

Essential:
* Registered nurse licence
* At least three years in intensive care
* Experience with ventilators is required

Desirable:
* Master's degree in nursing
* Spanish (B1)
"""

ACCOUNTANT_DE = """\
Bilanzbuchhalter (m/w/d)

Ihre Aufgaben
- Erstellung von Monats- und Jahresabschlüssen nach HGB
- Ansprechpartner für Wirtschaftsprüfer

Ihr Profil
- Abgeschlossene Berufsausbildung als Buchhalter oder Studium der Betriebswirtschaft
- Mindestens 4 Jahre Berufserfahrung in der Buchhaltung
- Sehr gute Deutschkenntnisse in Wort und Schrift
- Englisch von Vorteil

Wir bieten
- 30 Urlaubstage und Weiterbildung in SAP

Ihre Bewerbung
Wir freuen uns auf Ihre Bewerbung.
"""

COOK_FR = """\
Cuisinier H/F

Vos missions
- Préparer les plats selon les fiches techniques
- Respecter les règles d'hygiène

Profil recherché
- CAP cuisine exigé
- 2 à 3 ans d'expérience en restauration
- Permis B souhaité

Nous offrons
- Mutuelle et repas
"""

DRIVER_ES = """\
Conductor de camión

Funciones
- Transporte de mercancías a nivel nacional

Requisitos
- Carné de conducir C imprescindible
- Experiencia mínima de 2 años
- Se valorará inglés básico

Ofrecemos
- Contrato indefinido
"""

ANALYST_PT = """\
Analista de Dados

Responsabilidades
- Criar relatórios e painéis para a área comercial

Requisitos
- Ensino superior completo
- Experiência de 3 anos com SQL
- Inglês avançado

Diferenciais
- Python
"""

WAREHOUSE_NL = """\
Magazijnmedewerker

Wat ga je doen
- Je pakt orders en laadt vrachtwagens

Wat vragen wij
- Minimaal 1 jaar ervaring in een magazijn
- Een geldig rijbewijs B is een pre
- Goede beheersing van de Nederlandse taal

Wij bieden
- Reiskostenvergoeding
"""

ONE_PARAGRAPH = (
    "We are looking for a Marketing Manager to join our growing team in Leeds. You will be responsible "
    "for planning campaigns and leading two juniors. You must have at least 4 years of experience in "
    "digital marketing and a bachelor's degree. Experience with Google Analytics is required, knowledge "
    "of HubSpot is a plus. We offer a competitive salary and health insurance. We are an equal "
    "opportunity employer. Please send your CV by e-mail."
)
