'use strict';

/** The page's own text, in both languages. Text on the terminal's screen comes from the terminal. */
const WORDS = {
  vi: {
    title: 'Máy điểm danh thẻ đảng viên', skip: 'Đến khay thẻ', language: 'Ngôn ngữ', panel: 'Màn hình', sound: 'Âm thanh', deskView: 'Màn hình cán bộ tiếp nhận', terminal: 'Thiết bị',
    reader: 'Đặt thẻ vào đây', tray: 'Khay thẻ', trayHint: 'Kéo thẻ lên đầu đọc (trên màn hình cảm ứng: chạm giữ rồi kéo), bấm vào thẻ, hoặc dùng phím Tab và Enter.',
    invitations: 'Giấy mời', invitationsHint: 'Bấm để đưa mã QR của giấy mời vào máy quét.',
    switches: 'Thiết lập', simulate: 'Tình huống giả lập', mode: 'Chế độ', clock: 'Đồng hồ', clockRight: 'Đúng giờ', clockBehind: 'Về năm 1970 (mất nguồn)', clockAhead: 'Nhanh ba ngày',
    network: 'Mạng', tamper: 'Vỏ máy mở',
    events: { 'tamper.opened': 'Vỏ máy bị mở.', 'tamper.closed': 'Vỏ máy được đóng lại.', 'door.opened': 'Cửa được mở.', 'door.closed': 'Cửa được đóng lại.' },
    note: 'Sự kiện của thiết bị.', noted: 'Ghi chú', syncNow: 'Đồng bộ ngay', desk: 'Bàn cấp thẻ', deskHint: 'Thu hồi một thẻ hợp lệ, công bố và đồng bộ: lần đặt thẻ kế tiếp bị từ chối.',
    journal: 'Nhật ký', number: 'Số', time: 'Ngày giờ (UTC+7)', outcome: 'Kết quả', why: 'Lý do', verify: 'Chỉ xác thực thẻ', awaiting: 'Thủ tục: chọn trên màn hình', touch: 'Màn hình cảm ứng', meeting: 'Cuộc họp', procedure: 'Thủ tục',
    revoke: n => `Thu hồi thẻ ${n}`, revoked: n => `Đã thu hồi thẻ ${n}`, card: n => `Thẻ ${n}`, records: n => `${grouped('vi', n)} lượt đặt thẻ, mỗi lượt được nối vào lượt trước.`, noRecord: '—', synced: n => `Dữ liệu phiên bản ${n} đang được dùng; lần đồng bộ gần nhất thành công.`, unsynced: n => `Dữ liệu phiên bản ${n} đang được dùng; lần đồng bộ gần nhất không thành công.`,
    detail: 'Chi tiết kỹ thuật: ', refused: 'Thiết bị chưa thực hiện được yêu cầu:',
    lost: 'Mất liên lạc với thiết bị; đang nối lại…', ended: 'Thiết bị đã dừng, hoặc địa chỉ này không còn hiệu lực. Mời mở lại địa chỉ mà thiết bị in ra khi khởi động.',
    moods: { Welcome: 'Đã ghi nhận', Stop: 'Từ chối', Attention: 'Cần xem lại', Neutral: '—' },
    colors: { Dark: 'Đèn tắt', White: 'Đèn trắng', Green: 'Đèn xanh', Amber: 'Đèn vàng', Red: 'Đèn đỏ' },
    patterns: { Steady: 'sáng đều', Twice: 'nháy đôi', Slow: 'nháy chậm', Blinking: 'nháy nhanh', Wink: 'nháy thưa' },
    meanings: { WhiteSteady: ': sẵn sàng', WhiteBlinking: ': giữ yên thẻ', RedSteady: ': tạm ngừng phục vụ' },
    sounds: ['', '; một tiếng ngắn', '; hai tiếng'],
    light: lightWords,
  },
  en: {
    title: 'Party card check-in terminal', skip: 'To the cards', language: 'Language', panel: 'Panel', sound: 'Sound', deskView: 'Clerk’s view', terminal: 'The terminal',
    reader: 'Place a card here', tray: 'Cards', trayHint: 'Drag a card onto the reader (with a finger: hold it for a moment first), click it, or use Tab and Enter.',
    invitations: 'Invitations', invitationsHint: 'Click to hold the QR code of an invitation to the scanner.',
    switches: 'Settings', simulate: 'Simulate', mode: 'Mode', clock: 'Clock', clockRight: 'Correct', clockBehind: 'Back in 1970 (power was lost)', clockAhead: 'Three days ahead',
    network: 'Network', tamper: 'Case open',
    events: { 'tamper.opened': 'The case was opened.', 'tamper.closed': 'The case was closed.', 'door.opened': 'The door was opened.', 'door.closed': 'The door was closed.' },
    note: 'An event of the terminal.', noted: 'Note', syncNow: 'Sync now', desk: 'The issuing desk', deskHint: 'Revoke a good card, publish and sync: its next tap is refused.',
    journal: 'Journal', number: 'No.', time: 'Time (UTC+7)', outcome: 'Outcome', why: 'Reason', verify: 'Verify cards only', awaiting: 'Procedure: chosen on the screen', touch: 'Touch screen', meeting: 'Meeting', procedure: 'Procedure',
    revoke: n => `Revoke card ${n}`, revoked: n => `Card ${n} is revoked`, card: n => `Card ${n}`, records: n => `${grouped('en', n)} ${n === 1 ? 'tap' : 'taps'}, each chained to the one before.`, noRecord: '—', synced: n => `Data version ${n} is in use; the last sync succeeded.`, unsynced: n => `Data version ${n} is in use; the last sync failed.`,
    detail: '', refused: 'The terminal could not do that:',
    lost: 'The terminal does not answer; trying again…', ended: 'The terminal has stopped, or this address is no longer valid. Open the address that the terminal prints when it starts.',
    moods: { Welcome: 'Recorded', Stop: 'Refused', Attention: 'Check', Neutral: '—' },
    colors: { Dark: 'Lamp dark', White: 'White', Green: 'Green', Amber: 'Amber', Red: 'Red' },
    patterns: { Steady: 'steady', Twice: 'double flash', Slow: 'slow', Blinking: 'blinking', Wink: 'occasional flash' },
    meanings: { WhiteSteady: ': ready', WhiteBlinking: ': keep the card still', RedSteady: ': out of service' },
    sounds: ['', '; one short tone', '; two tones'],
    light: lightWords,
  },
};

/** 1.240 in Vietnamese, 1,240 in English, as on the terminal. */
function grouped(language, number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
}

/** The lamp and sounds of a screen as text, for people who cannot see the lamp or prefer no animation. */
function lightWords({ signal, color, pattern }, tones) {
  return `${this.colors[color]}${color === 'Dark' ? '' : `, ${this.patterns[pattern]}`}${this.meanings[signal] ?? ''}${this.sounds[tones]}.`;
}
