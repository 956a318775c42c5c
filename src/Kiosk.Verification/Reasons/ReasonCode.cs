namespace Kiosk.Verification.Reasons;

/// <summary>
/// The reason for a tap's outcome. Numbers are stored in journals and never change meaning; <see cref="ReasonTable"/> has the stable names (<c>cert.expired</c>) and
/// all sentences.
/// </summary>
internal enum ReasonCode : ushort
{
    /// <summary>No reason; never admits.</summary>
    None = 0,
    Admitted = 1,

    CardRemoved = 100,
    CardUnsupported = 101,
    CardMalformed = 102,
    CardTimeout = 103,
    CardSwapped = 104,
    CardTwoInField = 105,
    CardReaderFault = 106,
    CardNotPersonalised = 107,

    CertUntrusted = 200,
    CertExpired = 201,
    CertNotYetValid = 202,
    CertSignature = 203,
    CertWeakKey = 204,
    CertWeakSignature = 205,
    CertUsage = 206,
    CertPolicy = 207,
    CertConstraint = 208,
    CertUnknownCritical = 209,
    CertMalformed = 210,

    KeyMismatch = 300,
    KeyAlgorithm = 301,
    KeyReplay = 302,
    KeyMalformedSignature = 303,
    KeyLate = 304,

    BindingUuid = 400,
    BindingFascn = 401,
    BindingChuidSignature = 402,
    BindingChuidExpired = 403,

    RevocationRevoked = 500,
    RevocationOnHold = 501,
    RevocationStale = 502,
    RevocationUnknown = 503,
    RevocationIssuerRevoked = 504,

    ClockUntrusted = 600,
    ClockBehind = 601,

    AdmissionNotInvited = 700,
    AdmissionAlreadyIn = 701,
    AdmissionTooEarly = 702,
    AdmissionTooLate = 703,
    AdmissionWrongDoor = 704,
    AdmissionSuspended = 705,
    AdmissionNotAMember = 706,
    AdmissionNoProcedure = 707,
    AdmissionLeft = 708,
    AdmissionOperator = 709,
    AdmissionNotOfficial = 710,
    AdmissionNoRule = 711,
    AdmissionNotAllowedHere = 712,
    AdmissionNotAtThisHour = 713,
    AdmissionPassback = 714,
    AdmissionAcknowledged = 715,

    AdmissionNoClerk = 720,
    AdmissionDeskOpened = 721,
    AdmissionDeskClosed = 722,
    AdmissionOldCard = 723,
    AdmissionOtherHolder = 724,
    AdmissionCardEnded = 725,
    AdmissionRecordAsked = 730,
    AdmissionRecordShown = 731,

    InvitationMalformed = 750,
    InvitationUntrusted = 751,
    InvitationOtherMeeting = 752,
    InvitationExpired = 753,
    InvitationWithdrawn = 754,
    InvitationUnattended = 755,
    InvitationNoMeeting = 756,

    TerminalJournal = 800,
    TerminalCache = 801,
    TerminalOutOfService = 802,
    TerminalFeed = 803,
    TerminalRevoked = 804,
    TerminalNoAccess = 805,
    TerminalLocked = 806,

    DeskNoCard = 900,
    DeskCardLeftBehind = 901,
    DeskCardUnreadable = 902,
    DeskGuest = 903,
    DeskMistaken = 910,
    DeskNotEntered = 911,
    DeskTrial = 912,
    DeskSubstitute = 913,
    DeskAbsentIll = 920,
    DeskAbsentOnDuty = 921,
    DeskAbsentFamily = 922,
    DeskAbsentOther = 923,
    DeskAbsentUnexcused = 924,
}
