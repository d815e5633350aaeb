import { expect, it } from 'vitest'
import { showsAddress } from './link-address'

it.each([
  ['https://shop.example/faq', 'See https://shop.example/faq/.'],
  ['https://shop.example/faq', 'See www.shop.example/faq, or call'],
  ['https://shop.example/faq', 'Have you seen shop.example/faq?'],
  ['https://shop.example/faq/returns', 'shop.example/faq and shop.example/faq/returns'],
  ['b@mail.example', 'Write to b@mail.example.'],
])('finds %s in “%s”', (address, text) => {
  expect(showsAddress(text, address)).toBe(true)
})

it.each([
  ['https://shop.example/faq', 'See https://shop.example/faq/returns'],
  ['https://shop.example/fa', 'See https://shop.example/faq'],
  ['https://shop.example/faq', 'See https://shop.example/faq?page=2'],
  ['https://shop.example', 'See https://shop.example.org'],
  ['https://shop.example', 'See https://my.shop.example'],
  ['b@mail.example', 'Write to ab@mail.example'],
])('finds %s not in “%s”', (address, text) => {
  expect(showsAddress(text, address)).toBe(false)
})
